"""Calls the functions of a module that was rewritten, and compares with the original.

Each function that carries a record is called in both builds with the same argument
sets; the entry of one that is directly callable is called through its address, too.
"""

import json
import tempfile

import confinement
from paths import CHILD, harness, workers

#: How many differing sets of a function are shown.
SHOWN = 3


class Call:
    """What was found out about one typed function.

    untested: why it was not called, None if it was; typed: how many argument sets took
    the entry; bailed: on how many of them it bailed out; differences: descriptions, for people."""

    def __init__(self, function, untested=None):
        self.function = function
        self.untested = untested
        self.how = None
        self.sets = 0
        self.typed = 0
        self.bailed = 0
        self.differences = []


class Caller:
    """Calls functions of one project in `interpreter`, `sets` times each."""

    def __init__(self, project, interpreter, sets, seed, directory):
        self._rules = project.rules
        self._interpreter = interpreter
        self._sets = sets
        self._seed = seed
        self._directory = tempfile.mkdtemp(dir=directory)

    def compare(self, module, built):
        """A Call for each typed function of the description.Module."""
        calls, records = self.records(module, built)
        for name, record in records.items():
            calls.append(self._compare_function(built, name, record))
        return sorted(calls, key=lambda call: call.function)

    def records(self, module, built):
        """Calls of what cannot be called, and for each other typed function of the
        description.Module, by its name, what its record says (child.py)."""
        calls, wanted, records = [], {}, {}
        for method in built.methods:
            if method["verdict"] != "typed":
                continue
            why = self._why_untested(module, built, method)
            if why:
                calls.append(Call(method["id"], why))
            else:
                wanted.setdefault(method["module"], []).append(method["name"])
        for name, functions in wanted.items():
            asked = ["records", name, *sorted(set(functions))]
            answer = workers.start(self.run(built.rewritten), asked)
            if answer.returncode != 0:
                # The rewritten module cannot even be loaded.
                call = Call(name + ".*")
                call.differences.append("records: " + answer.stderr[-500:])
                calls.append(call)
                continue
            for function, record in json.loads(answer.stdout.splitlines()[-1]).items():
                full = "%s.%s" % (name, function)
                if "none" in record:
                    calls.append(Call(full, record["none"]))
                else:
                    records[full] = record
        return calls, records

    @staticmethod
    def _why_untested(module, built, method):
        if built.rewritten is None:
            return "only analysed: " + module.analyse_only
        if method["not_rewritten"]:
            return "not rewritten: " + method["not_rewritten"]
        if method["id"].partition("#")[0] != "%s.%s" % (method["module"], method["name"]):
            return "a method of a type"
        why = module.why_not_called(method["name"])
        return why and "never called: " + why

    def _compare_function(self, built, name, record):
        call = Call(name)
        call.how = record["how"]
        call.sets = self._sets
        task = workers.Task(
            record["signature"], self._rules, self._seed, self._sets, self._directory
        )
        try:
            (original, _), (rewritten, _) = harness.in_parallel(
                lambda: task.outcomes(self.run(built.original)),
                lambda: task.outcomes(self.run(built.rewritten)),
            )
            different = task.differences_on_cpython(original, rewritten)
            self._note(call, different, "original", "rewritten")
            if call.how == "direct":
                answer = task.entries(self.run(built.rewritten))
                call.typed = answer["typed"]
                call.bailed = answer["bailed"]
                self._note(call, answer["different"], "boxed", "entry")
        except workers.WorkerDied as death:
            call.differences.append(str(death))
        return call

    @staticmethod
    def _note(call, differences, *names):
        first = [each for each, _ in zip(differences, range(SHOWN))]
        if first:
            call.differences.append(harness.describe(first, names))

    def _where(self, site):
        """The interpreter, and the folder that it imports from."""
        return self._interpreter, site

    def run(self, site, environment=(), **options):
        """A workers.Run, confined, of what is in the folder `site`."""
        return workers.Run(
            *self._where(site),
            worker=CHILD,
            prefix=confinement.prefix(),
            timeout=confinement.CLOCK_SECONDS,
            # Values that depend on where a set is made would differ from run to run.
            environment={"PYTHONHASHSEED": "0", "TZ": "UTC", **dict(environment)},
            **options,
        )
