"""What was done in this process, for people to read."""

from . import _counts


class Status:
    """What became of one function: `unboxed` (bool), `reason` ("" or why it is called
    boxed), `counts` (see pyunbox.counts; None if nobody counts)."""

    __slots__ = ("unboxed", "reason", "counts")

    def __init__(self, reason, counts):
        self.unboxed = not reason
        self.reason = reason
        self.counts = counts

    def __repr__(self):
        text = "boxed: " + self.reason if self.reason else "unboxed"
        return text + (", %r" % self.counts if self.counts else "")


class Report(dict):
    """"module.function" -> Status; str() is a table."""

    def __str__(self):
        width = max(map(len, self), default=0)
        return "\n".join("%-*s  %r" % (width, name, self[name]) for name in self)


def report():
    """See pyunbox.report."""
    import sys

    if sys.implementation.name != "pypy":
        return Report()
    from . import _patch

    return Report(
        (name, Status(reason, _counts.by_name.get(name)))
        for name, reason in sorted(_patch.decisions.items())
    )
