"""What is searched: typed functions of real projects, in builds for one interpreter.

The projects are those of ../corpus, whose modules are compiled one by one, and those of
../projects that it lacks, which pip builds. PyPy gets whatever compiles against its headers.
"""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(_HERE), "corpus"))

import building  # noqa: E402
import confinement  # noqa: E402
import description  # noqa: E402
import sources  # noqa: E402
from calling import Caller  # noqa: E402
from paths import CHILD  # noqa: E402

import build  # noqa: E402
import harness  # noqa: E402
import interpreters  # noqa: E402
import project  # noqa: E402
import workers  # noqa: E402
from searching import Builds  # noqa: E402
from sessions import Server  # noqa: E402

#: Functions of a METH_FASTCALL row count their calls (harness.COUNT_FAST_CALLS).
_COUNTING = harness.COUNT_FAST_CALLS.split()


class Subject:
    """One function. project: the name of its project; ways: how typed calls of it are made,
    by the key of serving.py's summary that counts them."""

    def __init__(self, project, signature, rules, ways, runs, interpreter):
        self.project = project
        self.name = signature["name"]
        self.ways = ways
        self.interpreter = interpreter
        self._signature = signature
        self._rules = rules
        self._runs = runs

    def builds(self):
        """The searching.Builds that call it; close() them."""
        servers = [
            (label, Server(run, label == "entry")) for label, run in self._runs.items()
        ]
        return Builds(self._signature, self._rules, servers, not self.interpreter.is_pypy)


class Yard:
    """Builds projects for one interpreter, in `directory`.

    only(name): whether the function or module of this full name is wanted; left_out:
    (function, why) of the typed functions that are not searched; not_built: (module, why) of
    those that do not compile for PyPy; wrong: the same of what should have gone well."""

    def __init__(self, interpreter, directory, only):
        self._interpreter = interpreter
        self._directory = directory
        self._only = only
        self.left_out = []
        self.not_built = []
        self.wrong = []

    def subjects(self, name):
        """The Subjects of a project."""
        if name in description.names():
            return self._of_corpus(name)
        return self._of_pip(project.load(name))

    def _of_corpus(self, name):
        pypy = self._interpreter.is_pypy
        pinned = description.load(name, pypy)
        if not pypy:
            pinned.add_flags(_COUNTING)
        builder = building.Builder(
            pinned, sources.unpacked(pinned.source), self._interpreter, self._folder(name)
        )
        caller = Caller(pinned, self._interpreter, 0, 0, self._directory)
        for module in pinned.modules:
            if not self._only(module.name):
                continue
            full = "%s %s" % (name, module.name)
            if module.analyse_only is not None:
                self.not_built.append((full, "only analysed: " + module.analyse_only))
                continue
            try:
                built = builder.build(module)
            except building.CannotBuild as error:
                # Much of CPython and others' sources is not for PyPy's headers.
                (self.not_built if pypy else self.wrong).append((full, str(error)))
                continue
            for source, why in built.failures:
                # gcc declares unknown functions by itself, and PyPy then cannot load the module.
                foreign = pypy and why.startswith("does not parse")
                (self.not_built if foreign else self.wrong).append(("%s %s" % (full, source), why))
            yield from self._of_module(pinned, module, built, caller)

    def _folder(self, name):
        folder = os.path.join(self._directory, "%s-%s" % (name, self._interpreter.name))
        os.mkdir(folder)
        return folder

    def _of_module(self, pinned, module, built, caller):
        calls, records = caller.records(module, built)
        for call in calls:
            if call.untested:
                self.left_out.append((call.function, call.untested))
            else:
                self.wrong.append((call.function, "\n".join(call.differences)))
        fast = {
            method["id"]
            for method in built.methods
            if method["verdict"] == "typed"
            and method["callable"]["cpython"]["how"] == "fastcall"
        }
        for name, record in records.items():
            if self._only(name):
                yield from self._subject(
                    pinned, record["signature"], record["how"], name in fast,
                    lambda kind, **options: caller.run(getattr(built, kind), **options),
                )  # fmt: skip

    def _of_pip(self, pinned):
        names = {"direct": pinned.directly_callable}
        if self._interpreter.is_pypy:
            names["gil"] = pinned.with_gil
        else:
            self.left_out += [(name, "called boxed on CPython") for name in pinned.with_gil]
        wanted = {how: list(filter(self._only, every)) for how, every in names.items()}
        if not any(wanted.values()):
            return
        builder = build.Builder(self._interpreter)
        flags = {} if self._interpreter.is_pypy else {"CFLAGS": harness.COUNT_FAST_CALLS}
        sites = {
            "original": builder.unmodified(pinned),
            "rewritten": builder.rewritten(pinned, self._folder(pinned.name), **flags),
        }

        def run(kind, **options):
            return workers.Run(
                self._interpreter, sites[kind], worker=CHILD, prefix=confinement.prefix(), **options
            )

        for how, functions in wanted.items():
            if functions:
                for name, signature in workers.signatures(run("rewritten"), how, functions).items():
                    yield from self._subject(pinned, signature, how, name in pinned.fastcalls, run)

    def _subject(self, pinned, signature, how, fast, run):
        if self._interpreter.is_pypy:
            if how not in ("direct", "gil"):
                self.left_out.append((signature["name"], "called boxed on PyPy"))
                return
            # Counting changes the guards, so those that users run are run as well.
            runs = {
                "unmodified": run("original"),
                "typed": run("rewritten", typed=True),
                "counted": run("rewritten", typed=True, environment={"PYUNBOX_COUNT": "1"}),
            }
            ways = ["counts"]
        else:
            runs = {"unmodified": run("original"), "rewritten": run("rewritten")}
            ways = ["fast_calls"] if fast else []
            if how == "direct":
                runs["entry"] = run("rewritten")
                ways.append("entry")
        yield Subject(pinned.name, signature, pinned.rules, ways, runs, self._interpreter)


def names():
    """All projects."""
    return sorted({*description.names(), *project.names()})


def interpreter(kind):
    """The interpreter that "cpython" or "pypy" stands for."""
    if kind == "pypy":
        return interpreters.pypy()
    # Its own modules are part of the corpus.
    wanted = description.load("cpython-3.11").interpreter
    for found in interpreters.cpythons():
        if found.name == wanted:
            return found
    raise LookupError("needs %s with its headers" % wanted)
