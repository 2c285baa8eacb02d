"""No state between two C calls: signal handlers and threads see right results, and no
memory is left behind."""

import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters


class ConcurrencyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        source = os.path.join(HERE, "fixtures", "forms.c")
        extensions.build_module(interpreters.pypy(), "forms", [source], cls.directory)

    def run_script(self, script, *options, **variables):
        command = [interpreters.pypy().path, *options, os.path.join(HERE, script)]
        environment = extensions.environment(self.directory, **variables)
        return json.loads(extensions.run(command, env=environment))

    def check_signals(self, *options, **variables):
        report = self.run_script("hammer_signals.py", *options, **variables)
        self.assertEqual(report["wrong"], 0)
        self.assertGreaterEqual(report["signals"], 400)
        return report

    def test_signals(self):
        self.check_signals()

    def test_signals_without_jit(self):
        self.check_signals("--jit", "off")

    def test_signals_met_bail_outs(self):
        self.assertGreater(self.check_signals(PYUNBOX_COUNT="1")["bailed"], 1000)

    def test_threads(self):
        for options in ((), ("--jit", "off")):
            with self.subTest(options):
                report = self.run_script("hammer_threads.py", *options)
                self.assertEqual(report, {"threads": 4, "wrong": 0})

    def test_memory(self):
        for options in ((), ("--jit", "off")):
            with self.subTest(options):
                report = self.run_script("hammer_memory.py", *options)
                self.assertLess(report["grown"], 8 << 20)


if __name__ == "__main__":
    unittest.main()
