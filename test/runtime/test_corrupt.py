"""A record that makes no sense is left alone, with a word in the trace, and its
method works as ever."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

SCRIPT = """
import json, corrupt, pyunbox
functions = {name: getattr(corrupt, name) for name in corrupt.complaints}
signatures = {name: pyunbox.signature(f) for name, f in functions.items()}
print(json.dumps({
    "complaints": corrupt.complaints,
    "results": {name: f(41) for name, f in functions.items()},
    "signed": [name for name, s in signatures.items() if s],
    "unboxed": [name for name, s in signatures.items() if s and s.unboxed],
}))
"""


class CorruptRecordTest(unittest.TestCase):
    def run_on(self, interpreter):
        """Returns what SCRIPT reports, and the trace: method -> text."""
        with tempfile.TemporaryDirectory() as directory:
            source = os.path.join(HERE, "fixtures", "corrupt.c")
            flags = ["-std=c99", *extensions.WARNINGS]
            extensions.build_module(interpreter, "corrupt", [source], directory, flags)
            answer = subprocess.run(
                [interpreter.path, "-m", "pyunbox", "run", "-c", SCRIPT],
                env=extensions.environment(directory, PYUNBOX_TRACE="1"),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        self.assertEqual(answer.returncode, 0, answer.stderr)
        lines = [line.split(": ", 2) for line in answer.stderr.splitlines()]
        trace = {subject: text for _, subject, text in lines}
        report = json.loads(answer.stdout)
        self.assertEqual(set(report["results"].values()), {42})
        self.assertGreater(len(report["complaints"]), 60)
        return report, trace

    def test_pypy(self):
        report, trace = self.run_on(interpreters.pypy())
        sound = [name for name, text in report["complaints"].items() if not text]
        self.assertEqual(report["unboxed"], sound)
        for name, complaint in report["complaints"].items():
            expected = "boxed: " + complaint if complaint else "unboxed: long (long)"
            got = trace["corrupt." + name]
            self.assertEqual(got[: len(expected)], expected, name)

    def test_cpython(self):
        for interpreter in interpreters.cpythons():
            with self.subTest(interpreter.name):
                report, trace = self.run_on(interpreter)
                self.assertEqual(trace, {})
                self.assertEqual(report["unboxed"], [])
                for name, complaint in report["complaints"].items():
                    bad = complaint.startswith(("no record", "bad record"))
                    if "METH_TYPED" in complaint:
                        bad = False  # there is no such flag
                    self.assertEqual(name in report["signed"], not bad, complaint)


if __name__ == "__main__":
    unittest.main()
