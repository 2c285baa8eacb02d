"""No state between two C calls: signal handlers and threads see right results, and no
memory is left behind."""

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


class StressTest(unittest.TestCase):
    """The long command, with fewer calls."""

    def stress(self, *options):
        done = subprocess.run(
            [sys.executable, os.path.join(HERE, "stress"), "--quick", *options],
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout, done.returncode

    def test_every_kind(self):
        output, status = self.stress()
        self.assertEqual(status, 0, output)

    def test_leak_is_seen(self):
        output, status = self.stress("--only", "leak")
        self.assertEqual(status, 1, output)
        references, memory = "leak: .80000 references to BYTES", "; 1[0-9]+ bytes more after 200000"
        self.assertRegex(output, "cpython-.* calls .*\n.*%s%s calls" % (references, memory))
        self.assertRegex(output, "pypy-.* calls .*\n.*%s%s calls" % (references, memory))
        self.assertRegex(output, "jit off: .*\n.*leak: .8000 references to BYTES")


if __name__ == "__main__":
    unittest.main()
