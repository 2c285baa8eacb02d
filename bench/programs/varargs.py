"""varargs.py LOOP CALLS: one of the loops below, with that many calls."""

import sys

LOOPS = {
    "none": "pass",
    "one": "one(5)",
    "two": "two(1.5, 2.5)",
    "three": "three(1.5, 2.5, 3.5)",
    "named": "three(1.5, 2.5, z=3.5)",
    # A guard does not let a bool pass for an int.
    "fallback": "one(True)",
    "fallback-three": "three(1.5, 2.5, True)",
    # The parser raises.
    "error": "try: one(None)\n        except TypeError: pass",
}

TEXT = """
def main():
    i = 0
    while i < %s:
        %s
        i += 1
    return i
"""

names = {}
if sys.argv[1] != "none":
    exec("from scalars import one, three, two", names)
exec(TEXT % (sys.argv[2], LOOPS[sys.argv[1]]), names)
print(names["main"]())
