"""The counters of PYUNBOX_COUNT=1: for tests, which must show that the typed
path ran at all."""

import os

enabled = os.environ.get("PYUNBOX_COUNT") == "1"

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
