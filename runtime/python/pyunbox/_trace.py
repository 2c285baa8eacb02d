"""The lines of PYUNBOX_TRACE=1."""

import os
import sys

enabled = os.environ.get("PYUNBOX_TRACE") == "1"


def line(subject, text):
    """Tell the user what was done about `subject`, if asked to."""
    if enabled:
        sys.stderr.write("pyunbox: %s: %s\n" % (subject, text))
