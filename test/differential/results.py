"""What came of a search: for each function, and in all."""

import collections
import json
import os
import statistics
import time

import regressions
from searching import Search
from sessions import Died

_HERE = os.path.dirname(os.path.abspath(__file__))

#: Full names of functions, "INTERPRETER NAME", of whose sets less than half take the typed
#: path, and why.
FEW_TYPED = os.path.join(_HERE, "few_typed.json")


def of(subject, given):
    """The Result of searching in the subjects.Subject as the command line says."""
    result = Result(subject)
    started = time.monotonic()
    builds = subject.builds()
    try:
        if given.replay:
            result.replay(builds)
        else:
            database = given.database and os.path.join(
                given.database, subject.interpreter.name, subject.name
            )
            result.search(Search(builds, database), builds, given)
    except Died as death:
        # Not in a call, but before or after all of them.
        result.unsteady = [("no call", str(death))]
    finally:
        builds.close()
    result.seconds = time.monotonic() - started
    return result


class Result:
    """What came of one function.

    sets: how many were called; different: how many different ones; left_out: how many of
    them a rule excludes; typed: how many took the typed path, by way; batches: calls that show a
    difference, None if there are none; differences: what then differs; again: for --reproduce;
    unsteady: what differed once and not again."""

    def __init__(self, subject):
        self.interpreter = subject.interpreter.name
        self.project = subject.project
        self.name = subject.name
        self.ways = subject.ways
        self.sets = self.different = self.left_out = 0
        self.typed = {}
        self.labels = []
        self.batches = None
        self.differences = []
        self.again = None
        self.unsteady = []
        self.replayed = False
        self.seconds = 0.0

    def search(self, search, builds, given):
        self.labels = builds.labels
        search.run(given.sets, given.seed, given.reproduce)
        self.sets, self.different = search.sets, search.different
        self.batches, self.differences = search.batches, search.differences
        self.again, self.unsteady = search.again, search.unsteady
        self.replayed = given.reproduce is not None
        if self.batches is None and not self.unsteady:
            self._count(builds.end())

    def replay(self, builds):
        self.labels = builds.labels
        self.replayed = True
        for kept in regressions.load(self.project):
            if kept["function"] == self.name:
                self.sets += sum(map(len, kept["batches"]))
                found = builds.differences_alone(kept["batches"])
                if found:
                    self.batches, self.differences = kept["batches"], found

    def _count(self, summaries):
        self.left_out = summaries[self.labels[0]]["excluded"]
        last = summaries[self.labels[-1]]
        counted = {
            "counts": last["counts"].get("typed", 0),
            "entry": last["entry"],
            "fast_calls": summaries[self.labels[1]]["fast_calls"] or 0,
        }
        self.typed = {way: counted[way] for way in self.ways}

    @property
    def share(self):
        """The least share of the sets that were called which took a typed path; None if
        there is none."""
        if not self.ways or self.replayed or not self.typed:
            return None
        called = self.sets - self.left_out
        return min(self.typed.values()) / called if called else 0.0

    @property
    def differs(self):
        return self.batches is not None or bool(self.unsteady)

    def line(self):
        """What came of it in a line."""
        text = "%s %s: " % (self.interpreter, self.name)
        if self.differs:
            return text + "DIFFERS"
        text += "%d sets" % self.sets
        if self.share is not None:
            text += ", %d %% typed" % (100 * self.share)
        return text + " (%.0f s)" % self.seconds

    def description(self):
        """The difference, for people."""
        lines = ["%s %s:" % (self.interpreter, self.name)]
        for batch in self.batches or ():
            lines += ["    called with %s" % text for text in batch]
        for text, *outcomes in self.differences or self.unsteady:
            lines.append("    %s differs%s" % (text, "" if self.batches else ", but not again"))
            lines += ["        %-11s %s" % pair for pair in zip(self.labels, outcomes)]
        if self.again:
            lines.append("    again: search %s --interpreter %s --only %s --reproduce %s" % (
                self.project, self.interpreter.split("-")[0], self.name, self.again
            ))  # fmt: skip
        return "\n".join(lines)


class Results:
    """Everything; lines() are printed."""

    def __init__(self):
        self.functions = []
        self.left_out = []
        self.not_built = []
        self.empty = []
        self.wrong = []
        with open(FEW_TYPED, encoding="utf-8") as file:
            self._few_typed = json.load(file)

    def add_yard(self, interpreter, yard):
        self.left_out += [(interpreter.name, *each) for each in yard.left_out]
        self.not_built += [(interpreter.name, *each) for each in yard.not_built]
        self.wrong += [(interpreter.name, *each) for each in yard.wrong]

    def must_have_called(self, names):
        """What is kept of functions that are no longer there tests nothing."""
        gone = set(names) - {each.name for each in self.functions}
        self.wrong += [("anywhere", name, "is not there to be called") for name in sorted(gone)]

    @property
    def thin(self):
        """Functions of whose sets so few took the typed path, or were called at all, that it
        says little."""
        return [
            each
            for each in self.functions
            if not each.differs
            and (each.left_out > each.sets / 2 or each.share is not None and each.share < 0.5)
            and "%s %s" % (each.interpreter, each.name) not in self._few_typed
        ]

    @property
    def different(self):
        return [each for each in self.functions if each.differs]

    @property
    def is_well(self):
        return bool(self.functions) and not (self.thin or self.different or self.wrong)

    def save(self):
        """Keep what differs in regressions/."""
        for each in self.different:
            if each.batches:
                regressions.save(each.project, each.name, each.batches, each.description())

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            names = ("left_out", "not_built", "empty", "wrong")
            data = {name: getattr(self, name) for name in names}
            data["functions"] = [
                {**vars(each), "share": each.share} for each in self.functions
            ]
            json.dump(data, file, indent=1)
            file.write("\n")

    def lines(self, given):
        for interpreter in sorted({each.interpreter for each in self.functions}):
            yield from self._of_interpreter(interpreter)
        # What stands after the colon is about one function; --json names each.
        reasons = collections.Counter(
            (interpreter, why.split(":")[0]) for interpreter, _, why in self.left_out
        )
        for (interpreter, why), count in reasons.items():
            yield "%s left out: %d, %s" % (interpreter, count, why)
        for what, pairs in (
            ("not built", [each[:2] for each in self.not_built]),
            ("no function to search in", self.empty),
        ):
            for interpreter in sorted({each for each, _ in pairs}):
                names = sorted({name for where, name in pairs if where == interpreter})
                yield "%s %s: %s" % (interpreter, what, ", ".join(names))
        for interpreter, name, why in self.wrong:
            yield "WRONG: %s %s: %s" % (interpreter, name, why)
        for each in self.thin:
            yield "TOO FEW TYPED: %s %s: %s of %d sets, %d left out" % (
                each.interpreter, each.name, each.typed, each.sets, each.left_out
            )  # fmt: skip
        for each in self.different:
            yield "DIFFERENT: " + each.description()
        yield "%d functions, %d sets, %d that differ; --seed %d" % (
            len(self.functions), sum(each.sets for each in self.functions),
            len(self.different), given.seed,
        )  # fmt: skip

    def _of_interpreter(self, interpreter):
        functions = [each for each in self.functions if each.interpreter == interpreter]
        for project in sorted({each.project for each in functions}):
            its = [each for each in functions if each.project == project]
            yield "%s %s: %s" % (interpreter, project, _figures(its))
        yield "%s in all: %s" % (interpreter, _figures(functions))


def _figures(functions):
    shares = [each.share for each in functions if each.share is not None]
    text = "%d functions, %d sets (%d different, %d left out by rules)" % (
        len(functions), sum(each.sets for each in functions),
        sum(each.different for each in functions), sum(each.left_out for each in functions),
    )  # fmt: skip
    if shares:
        text += ", typed %.0f %% at least, %.0f %% median, of %d functions" % (
            100 * min(shares), 100 * statistics.median(shares), len(shares)
        )  # fmt: skip
    return text
