"""Entries that take the GIL, on PyPy: the same outcomes as boxed calls, with threads,
signals, forks and callbacks, and exact counts."""

import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in ("support", "differential"):
    sys.path.insert(0, os.path.join(os.path.dirname(HERE), folder))

import build
import extensions
import interpreters

SOURCE = os.path.join(HERE, "fixtures", "gil.c")


class GilTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.folders = extensions.build_both(
            build.tool(), interpreters.pypy(), "gil", [SOURCE], directory.name
        )

    def run_script(self, script, build="typed", *options, **variables):
        command = [interpreters.pypy().path, *options, os.path.join(HERE, script)]
        environment = extensions.environment(self.folders[build], **variables)
        return json.loads(extensions.run(command, env=environment))

    def test_outcomes(self):
        for options in ((), ("--jit", "off")):
            expected = self.run_script("gil_outcomes.py", "boxed", *options)
            got = self.run_script("gil_outcomes.py", "typed", *options, PYUNBOX_COUNT="1")
            self.assertEqual(expected["counts"], {})
            self.assertEqual(got["outcomes"], expected["outcomes"])
            self.assertGreater(len(got["outcomes"]), 500)
            for name, (typed, boxed, _) in got["counts"].items():
                self.assertGreater(typed, 5, name)
                if name not in ("gil.total",):
                    self.assertGreater(boxed, 0, name)
            self.assertEqual(len(got["counts"]), 6)

    def test_threads(self):
        for options in ((), ("--jit", "off")):
            with self.subTest(options):
                report = self.run_script("gil_threads.py", "typed", *options)
                self.assertEqual(report["wrong"], 0)
                self.assertEqual(report["sum"], report["expected"])
                self.assertEqual(report["threads"], 8)
                self.assertEqual(report["children"], [0] * 8)

    def test_signals(self):
        for options in ((), ("--jit", "off")):
            with self.subTest(options):
                report = self.run_script("gil_signals.py", "typed", *options, PYUNBOX_COUNT="1")
                self.assertEqual(report["wrong"], 0)
                self.assertGreaterEqual(report["signals"], 400)
                self.assertGreater(report["typed"], 10_000)


if __name__ == "__main__":
    unittest.main()
