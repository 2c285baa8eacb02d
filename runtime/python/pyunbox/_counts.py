"""The counters of PYUNBOX_COUNT=1 and of PYUNBOX_TRACE=1: they show whether the typed
path runs at all."""

import os

enabled = "1" in (os.environ.get("PYUNBOX_COUNT"), os.environ.get("PYUNBOX_TRACE"))

#: "module.function" -> Counts
by_name = {}


class Counts:
    """How the calls of one function went; see pyunbox.counts."""

    __slots__ = ("typed", "boxed", "bailed")

    def __init__(self):
        self.typed = self.boxed = self.bailed = 0

    def __repr__(self):
        return "Counts(typed=%d, boxed=%d, bailed=%d)" % (
            self.typed,
            self.boxed,
            self.bailed,
        )
