"""All that was found out about one project: as data, as a table, and whether it is well."""

import collections

import expectations

_KINDS = ("direct", "adapter", "specialized")


class Findings:
    """Filled by `run`; data() is what --json writes."""

    def __init__(self, project):
        self.project = project
        self.modules = 0
        self.methods = []
        self.calls = []
        self.failures = []
        self.warnings = []
        self.not_built = []
        self.analysed_only = {}
        self.expected = []
        self.namespace = False

    def add(self, module, built, calls):
        """What became of one description.Module."""
        self.modules += 1
        self.methods += built.methods
        self.calls += calls
        self.failures += built.failures
        self.warnings += built.warnings
        if module.analyse_only is not None:
            self.analysed_only[module.name] = module.analyse_only

    @property
    def differences(self):
        return [(call.function, text) for call in self.calls for text in call.differences]

    @property
    def thin(self):
        """Functions whose entries so few sets reached that it says little."""
        return [
            call.function
            for call in self.calls
            if call.how == "direct" and not call.differences and call.typed < call.sets / 2
        ]

    @property
    def is_well(self):
        return not (
            self.differences or self.failures or self.warnings or self.not_built or self.thin
        )

    def data(self):
        """Plain data, the same for the same findings."""
        typed = [each for each in self.methods if each["verdict"] == "typed"]
        rejected = [each for each in self.methods if each["verdict"] == "rejected"]
        called = [call for call in self.calls if call.untested is None]
        return {
            "project": self.project.name,
            "modules": self.modules,
            "analysed_only": self.analysed_only,
            "entries": len(self.methods),
            "verdicts": {each["id"]: each["verdict"] for each in self.methods},
            "typed": _count((each["entry"] for each in typed), _KINDS),
            "callable": _count(
                (each["callable"]["pypy"]["how"] for each in typed), ("direct", "gil", "boxed")
            ),
            "rejected": _count(each["reason"]["code"] for each in rejected),
            "called": {
                call.function: {
                    "sets": call.sets, "how": call.how, "typed": call.typed, "bailed": call.bailed
                }
                for call in called
            },  # fmt: skip
            "not_called": {
                call.function: call.untested for call in self.calls if call.untested is not None
            },
            "differences": self.differences,
            "thin": self.thin,
            "failures": self.failures,
            "warnings": self.warnings,
            "not_built": self.not_built,
            "recall": expectations.recall(self.expected, self.methods),
            "pid_namespace": self.namespace,
            "expectations": [
                {"function": each.name, "judgement": judgement, "expected": _wanted(each),
                 "found": found}
                for each, judgement, found in self.expected
            ],  # fmt: skip
        }

    def lines(self):
        """The table that is printed, line by line."""
        data = self.data()
        yield "%s: %d modules, %d of them only analysed" % (
            data["project"], data["modules"], len(data["analysed_only"])
        )  # fmt: skip
        yield _row("entries", data["entries"])
        yield _row("typed", sum(data["typed"].values()), data["typed"])
        yield _row("callable on PyPy", sum(data["callable"].values()), data["callable"])
        yield _row("rejected", sum(data["rejected"].values()), data["rejected"])
        sets = sum(each["sets"] for each in data["called"].values())
        yield _row("called", "%d, %d argument sets" % (len(data["called"]), sets))
        typed = [each["typed"] for each in data["called"].values() if each["typed"]]
        bailed = sum(each["bailed"] for each in data["called"].values())
        yield _row(
            "through the entry", "%d, %d calls, %d bail-outs" % (len(typed), sum(typed), bailed)
        )
        # What stands after the colon is about one function.
        why = _count(why.split(":")[0] for why in data["not_called"].values())
        yield _row("typed, not called", len(data["not_called"]), why)
        yield _row("differences", len(data["differences"]))
        yield from _indented("%s\n%s" % pair for pair in data["differences"])
        yield _row("sources left alone", len(data["failures"]))
        yield from _indented("%s: %s" % tuple(pair) for pair in data["failures"])
        yield _row("new warnings", len(data["warnings"]))
        yield from _indented("%s: %s" % tuple(pair) for pair in data["warnings"])
        if data["not_built"]:
            yield _row("not built", len(data["not_built"]))
            yield from _indented("%s: %s" % tuple(pair) for pair in data["not_built"])
            yield from _indented(["needs %s" % " ".join(self.project.needs)])
        if data["thin"]:
            yield _row("too few typed calls", len(data["thin"]))
            yield from _indented(data["thin"])
        if self.expected:
            yield _row("recall", _recall(**data["recall"]))
            yield from self._expectation_lines()

    def _expectation_lines(self):
        agreeing = [each for each in self.expected if each[1] == expectations.AGREES]
        yield _row("as read in source", "%d of %d" % (len(agreeing), len(self.expected)))
        for each, judgement, found in self.expected:
            if judgement != expectations.AGREES:
                yield "    %-16s %s: %s; expected %s" % (
                    judgement, each.name, found, _wanted(each)
                )  # fmt: skip


def _recall(scalar, typed, direct):
    if not scalar:
        return "no scalar functions"
    share = "%d %%, %d %%" % (100 * typed // scalar, 100 * direct // scalar)
    return "%d of %d scalar functions typed, %d directly callable (%s)" % (
        typed, scalar, direct, share
    )  # fmt: skip


def _wanted(expectation):
    if expectation.verdict == "rejected":
        return "rejected: " + expectation.note
    return "%s, %s" % (expectation.signature, expectation.pypy)


def _count(words, order=()):
    """How often each word occurs: those of `order`, then the commonest."""
    counter = collections.Counter(words)
    result = {word: counter.pop(word, 0) for word in order}
    result.update(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
    return result


def _row(label, value, parts=None):
    text = "  %-19s %s" % (label, value)
    if parts:
        text += " (%s)" % ", ".join("%s %d" % pair for pair in parts.items())
    return text


def _indented(texts):
    for text in texts:
        for line in text.splitlines():
            yield "    " + line
