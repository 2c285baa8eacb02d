"""encode.py FROM TO: the text with CR LF, a byte order mark and no last newline.
encode.py --check FILE: is FILE still written so?"""

import sys

if sys.argv[1] == "--check":
    with open(sys.argv[2], "rb") as file:
        text = file.read()
    assert text.startswith(b"\xef\xbb\xbf#include"), text[:20]
    assert text.count(b"\n") == text.count(b"\r\n") > 30, text
    assert not text.endswith(b"\n"), text[-20:]
else:
    with open(sys.argv[1], "rb") as file:
        text = file.read()
    with open(sys.argv[2], "wb") as file:
        file.write(b"\xef\xbb\xbf" + text.rstrip(b"\n").replace(b"\n", b"\r\n"))
