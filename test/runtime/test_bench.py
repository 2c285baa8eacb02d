"""The benchmarks: that they start, and that what they compare computes the same."""

import importlib.machinery
import importlib.util
import os
import stat
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BENCH = os.path.join(ROOT, "bench")


def scripts():
    """The executable files of bench/."""
    paths = [os.path.join(BENCH, name) for name in sorted(os.listdir(BENCH))]
    return [
        path for path in paths if os.path.isfile(path) and os.stat(path).st_mode & stat.S_IXUSR
    ]


def imported(name):
    """A script of bench/ as a module."""
    loader = importlib.machinery.SourceFileLoader("bench_" + name, os.path.join(BENCH, name))
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader(loader.name, loader)
    )
    loader.exec_module(module)
    return module


class BenchTest(unittest.TestCase):
    def test_help(self):
        self.assertIn(os.path.join(BENCH, "calls"), scripts())
        for path in scripts():
            with self.subTest(path):
                answer = subprocess.run(
                    [path, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
                )
                self.assertEqual((answer.returncode, answer.stderr), (0, ""))
                self.assertIn("usage: " + os.path.basename(path), answer.stdout)

    def test_signatures(self):
        """Boxed, unboxed (which the program itself makes sure of) and through a pointer."""
        signatures = imported("signatures")
        loops = sys.modules["loops"]
        with tempfile.TemporaryDirectory() as directory:
            rows = signatures.make(directory)
            self.assertEqual(set(rows), set(signatures.KINDS))
            for name, row in rows.items():
                with self.subTest(name):
                    loops.check(row.values(), turns=10)
            different = [rows["1 long"]["boxed"], rows["2 longs"]["typed"]]
            with self.assertRaisesRegex(RuntimeError, "different results"):
                loops.check(different, turns=10)

    def test_fastcalls(self):
        """As written and rewritten, of the methods that need no network."""
        fastcalls = imported("fastcalls")
        loops, written = sys.modules["loops"], sys.modules["calls"].LOOPS
        cpython = sys.modules["interpreters"].cpythons()[0]
        with tempfile.TemporaryDirectory() as directory:
            rows = fastcalls.make(cpython, directory, projects={})
            self.assertEqual({"none", *rows}, set(written["varargs"]))
            for name, row in rows.items():
                with self.subTest(name):
                    loops.check(row.values(), turns=10)
            as_written = os.path.join(directory, "varargs before")
            with self.assertRaisesRegex(RuntimeError, "not called by METH_FASTCALL: one, two"):
                fastcalls.expect_fastcalls(cpython, "varargs", as_written)
            different = [rows["state"]["before"], rows["falls back: state"]["after"]]
            with self.assertRaisesRegex(RuntimeError, "different results"):
                loops.check(different, turns=10)


if __name__ == "__main__":
    unittest.main()
