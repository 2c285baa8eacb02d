"""The bugs of real projects that docs/reports.md names: the tool finds each in the pinned
source, where it is; and those that can be seen are seen by a call of the module as its
authors published it.

bugs.json: per module `project` (one of projects/) or `source`, `sources` and `flags`
(README.md says what they mean), and of each bug the `method`, the `reason`'s code, the
`line` that is pointed at, and, if it can be seen, a `call` and its `outcome`.
"""

import json
import os
import subprocess
import sys
import tempfile
import types
import unittest

import building
import description
import sources
from paths import interpreters

_HERE = os.path.dirname(os.path.abspath(__file__))

#: Prints what a call of a module gives: its result, or its exception.
CALL = """
import importlib, signal, sys
globals()[sys.argv[1]] = importlib.import_module(sys.argv[1])
try:
    print(repr(eval(sys.argv[2])))
except BaseException as error:
    print("%s: %s" % (type(error).__name__, error))
"""


def cases():
    """(project, description.Module, where its sources are pinned, bugs) of each module."""
    with open(os.path.join(_HERE, "bugs.json"), encoding="utf-8") as file:
        for case in json.load(file):
            if "project" in case:
                project = description.load(case["project"])
                yield project, project.module(case["module"]), project.source, case["bugs"]
            else:
                module = description.Module(case["module"], case["sources"], case["flags"])
                project = types.SimpleNamespace(
                    flags=lambda module: module.flags, declarations=list
                )
                yield project, module, case["source"], case["bugs"]


def system():
    """Debian's interpreter: a module that it has itself is taken from it."""
    return next(each for each in interpreters.cpythons() if each.path == "/usr/bin/python3")


class Bugs(unittest.TestCase):
    def test_every_bug(self):
        called = set()
        for project, module, source, bugs in cases():
            with self.subTest(module=module.name), tempfile.TemporaryDirectory() as directory:
                folder = sources.unpacked(source)
                builder = building.Builder(project, folder, system(), directory)
                calls = [bug for bug in bugs if "call" in bug]
                # The interpreter has it built in, of the same version.
                own = module.name in sys.builtin_module_names
                if own or not calls:
                    module.analyse_only = "its bugs are asked for"
                built = builder.build(module)
                for bug in bugs:
                    self.check_finding(folder, built.methods, bug)
                for bug in calls:
                    called.add(bug["reason"])
                    for place in [None] if own else [built.original, built.rewritten]:
                        self.check_call(module.name, place, bug)
        self.assertEqual(called, {"null-without-error", "result-with-error", "convention-mismatch"})

    def check_finding(self, folder, methods, bug):
        (method,) = [each for each in methods if each["id"].endswith("." + bug["method"])]
        self.assertEqual(method["reason"]["code"], bug["reason"], method["id"])
        place = method["reason"]["location"]
        with open(os.path.join(folder, place["file"]), encoding="utf-8", errors="replace") as file:
            line = file.read().splitlines()[place["line"] - 1]
        self.assertEqual(line.strip(), bug["line"], method["id"])

    def check_call(self, module, place, bug):
        done = subprocess.run(
            [system().path, "-c", CALL, module, bug["call"]],
            cwd=place,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.assertEqual(done.stdout, bug["outcome"] + "\n")


if __name__ == "__main__":
    unittest.main()
