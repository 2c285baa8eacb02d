"""A typed call gives what the boxed call gives, for every argument."""

import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

FUNCTIONS = 46  # of fixtures/forms.c that can be called directly
BAILING = {
    "fk_scale",
    "k_mixed",
    "k_texts",
    "o_distinct_float",
    "o_distinct_int",
    "o_repeat_float",
    "o_repeat_int",
    "o_status",
    "t_divide",
    "t_text",
    "v_flag",
}


class DifferentialTest(unittest.TestCase):
    def compare(self, interpreter, script, *options):
        """Build `forms`, run `script`, return its report per function."""
        with tempfile.TemporaryDirectory() as directory:
            source = os.path.join(HERE, "fixtures", "forms.c")
            flags = ["-std=c99", *extensions.WARNINGS]
            extensions.build_module(interpreter, "forms", [source], directory, flags)
            answer = extensions.run(
                [interpreter.path, *options, os.path.join(HERE, script)],
                env=extensions.environment(directory, PYUNBOX_COUNT="1"),
            )
        return json.loads(answer)

    def check(self, reports):
        self.assertEqual(len(reports), FUNCTIONS)
        for name, report in reports.items():
            self.assertEqual(report["differences"], [], name)
            self.assertGreaterEqual(report["typed"] * 2, report["sets"], (name, report))
            self.assertEqual(report["bailed"] > 0, name in BAILING, (name, report))

    def on_pypy(self, *options):
        reports = self.compare(interpreters.pypy(), "compare_on_pypy.py", *options)
        never = reports.pop("boxed_only")
        self.assertEqual((never["typed"], never["differences"]), (0, []))
        self.check(reports)

    def test_pypy(self):
        self.on_pypy()

    def test_pypy_without_jit(self):
        self.on_pypy("--jit", "off")

    def test_entries_on_cpython(self):
        for interpreter in interpreters.cpythons():
            with self.subTest(interpreter.name):
                self.check(self.compare(interpreter, "compare_on_cpython.py"))


if __name__ == "__main__":
    unittest.main()
