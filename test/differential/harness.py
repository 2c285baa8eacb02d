"""What the tests of one project share: its builds, and running its functions."""

import argparse
import concurrent.futures
import glob
import json
import os
import sys
import tempfile
import unittest

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(_HERE), "support"))

import interpreters  # noqa: E402

import build  # noqa: E402
import project  # noqa: E402
import workers  # noqa: E402

#: For a compiler: calls made by METH_FASTCALL functions are to be counted. (With flags of
#: its own a project is built without the interpreter's.)
COUNT_FAST_CALLS = "-O2 -include " + os.path.join(_HERE, "fixtures", "count_fast_calls.h")

#: How many differences of a function a failure shows.
SHOWN = 5


class Options:
    """The command line of a test: PROJECT [--sets N] [--seed N] [--all-interpreters]."""

    def __init__(self):
        parser = argparse.ArgumentParser()
        parser.add_argument("project", choices=project.names())
        parser.add_argument("--sets", type=int, default=100_000, help="per function")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--all-interpreters",
            action="store_true",
            help="every CPython found, instead of Debian's and the newest",
        )
        self.given, self.rest = parser.parse_known_args()


class Builds:
    """The builds of one project for one interpreter, in a temporary directory."""

    def __init__(self, pinned, interpreter):
        self.project = pinned
        self.interpreter = interpreter
        self._builder = build.Builder(interpreter)
        self._temporary = tempfile.TemporaryDirectory(prefix="pyunbox-")
        self.directory = self._temporary.name
        self._reports = os.path.join(self.directory, "reports")
        self._unmodified = self._rewritten = None

    def close(self):
        self._temporary.cleanup()

    def unmodified(self, **options):
        """A workers.Run of the project as it is."""
        if self._unmodified is None:
            self._unmodified = self._builder.unmodified(self.project)
        return workers.Run(self.interpreter, self._unmodified, **options)

    def rewritten(self, **options):
        """A workers.Run of the project built through `pyunbox cc`."""
        if self._rewritten is None:
            self._rewritten = self._builder.rewritten(
                self.project,
                os.path.join(self.directory, "rewritten"),
                self._reports,
                **({} if self.interpreter.is_pypy else {"CFLAGS": COUNT_FAST_CALLS}),
            )
        return workers.Run(self.interpreter, self._rewritten, **options)

    def sanitized(self):
        """A workers.Run of the unmodified source with sanitizers."""
        site = self._builder.sanitized(self.project, os.path.join(self.directory, "sanitized"))
        return workers.Run(self.interpreter, site, environment=build.sanitizer_environment())

    def signatures(self):
        """The signatures of the functions that must be callable unboxed."""
        try:
            return {
                **workers.signatures(self.rewritten(), "direct", self.project.directly_callable),
                **workers.signatures(self.rewritten(), "gil", self.project.with_gil),
            }
        except workers.WorkerDied as error:
            raise AssertionError("%s%s" % (error, "\n".join(self._verdicts())))

    def _verdicts(self):
        """What the reports of the build say, a line per method."""
        for path in sorted(glob.glob(os.path.join(self._reports, "*.json"))):
            with open(path, encoding="utf-8") as file:
                for method in json.load(file)["methods"]:
                    yield "%s: %s %s" % (method["id"], method["verdict"], method["reason"] or "")


def in_parallel(*calls):
    """The results of some functions without arguments, run at the same time."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def task(builds, signature, options):
    """The argument sets of one function."""
    return workers.Task(
        signature, builds.project.rules, options.seed, options.sets, builds.directory
    )


def describe(differences, names):
    """A failure's text: the first of `differences`, (index, line, line)."""
    lines = []
    for number, (index, *outcomes) in enumerate(differences):
        if number == SHOWN:
            lines.append("... and more")
            break
        lines += ["set %d:" % index]
        lines += ["    %-11s %s" % pair for pair in zip(names, outcomes)]
    return "\n".join(lines)


def report(text):
    """A line for the log: what was tested, and how much of it."""
    sys.stderr.write(text + "\n")


def cpythons(options):
    """Debian's CPython and the newest one, or all of them."""
    found = interpreters.cpythons()
    if options.all_interpreters or not found:
        return found
    newest = max(found, key=lambda interpreter: interpreter.version)
    return [found[0]] if newest is found[0] else [found[0], newest]


def main(options):
    """Run the tests of the calling script."""
    unittest.main(argv=[sys.argv[0]] + options.rest)
