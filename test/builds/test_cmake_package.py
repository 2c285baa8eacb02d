"""find_package(pyunbox): what pyunbox_target() does to a small project."""

import os
import unittest

from builds_case import BUILD, CMAKE, PYTHON, BuildsCase, run

LISTS = """\
cmake_minimum_required(VERSION 3.19)
project(sample LANGUAGES C)
find_package(pyunbox REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter Development.Module)
python3_add_library(sample MODULE sample.c other.c)
pyunbox_target(sample REPORTS reports)
python3_add_library(plain MODULE plain.c)
"""
SAMPLE = """\
#include <Python.h>
#include "sample.h"
static PyObject *twice(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(implementation(x));
}
static PyMethodDef methods[] = {{"twice", twice, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "NAME", NULL, -1, methods,
                                    NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_NAME(void) { return PyModule_Create(&module); }
"""

DECLARED = """{"schema_version": 1,
 "functions": [{"names": ["implementation"], "effects": [], "because": "a test"}]}
"""
DECISIONS = """{"schema_version": 1,
 "methods": [{"id": "sample.twice", "decision": {"verdict": "%s", "comment": ""}}]}
"""


class CMakePackage(BuildsCase):
    def setUp(self):
        super().setUp()
        self.prefix = self.dir / "prefix"
        run([CMAKE, "--install", BUILD, "--prefix", self.prefix])
        self.write("source/CMakeLists.txt", LISTS)
        self.write("source/sample.c", SAMPLE.replace("NAME", "sample"))
        self.write("source/plain.c", SAMPLE.replace("NAME", "plain"))
        self.write("source/sample.h", "static long implementation(long x) { return 2 * x; }\n")
        self.write("source/other.c", "int other(void) { return 1; }\n")
        self.out = self.dir / "out"

    def configure(self, *options):
        return run([CMAKE, "-G", "Ninja", "-S", self.dir / "source", "-B", self.out]
                   + [f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DPython3_EXECUTABLE={PYTHON}"]
                   + list(options))

    def build(self):
        """Builds; the names of the objects that were compiled."""
        output = run([CMAKE, "--build", self.out, "--verbose"])
        return sorted(
            name for name in ("sample", "other", "plain") if f"{name}.c.o -c" in output
        )

    def module(self, name):
        (path,) = self.out.glob(name + "*.so")
        return path

    def touch(self, path):
        # Later than what was just built, also where clocks are coarse, and earlier than
        # what is built next.
        newest = max(p.stat().st_mtime_ns for p in self.out.rglob("*") if p.is_file())
        os.utime(path, ns=(newest + 10**6, newest + 10**6))

    def test_builds_what_is_needed_and_no_more(self):
        self.configure()
        before = {p.name: p.read_bytes() for p in (self.dir / "source").iterdir()}
        self.assertEqual(self.build(), ["other", "plain", "sample"])
        self.assertEqual(self.typed(self.module("sample")), ["twice"])
        self.assertEqual(self.typed(self.module("plain")), [])
        reports = sorted(p.name.split(".")[0] for p in (self.out / "reports").iterdir())
        self.assertEqual(reports, ["other", "sample"])
        after = {p.name: p.read_bytes() for p in (self.dir / "source").iterdir()}
        self.assertEqual(after, before, "the source tree was changed")

        self.assertEqual(self.build(), [], "run again though nothing changed")
        header = self.write(
            "source/sample.h", "static long implementation(long x) { return 3 * x; }\n"
        )
        self.touch(header)
        self.assertEqual(self.build(), ["plain", "sample"])
        self.assertEqual(self.build(), [])
        # Another tool, another result.
        self.touch(self.prefix / "libexec/pyunbox/pyunbox-engine")
        self.assertEqual(self.build(), ["other", "sample"])

    def test_settings_are_a_dependency(self):
        settings = self.write("source/.pyunbox", "exclude: []\n")
        self.configure()
        self.build()
        self.assertEqual(self.typed(self.module("sample")), ["twice"])
        settings.write_text("exclude: [sample.c]\n")
        self.touch(settings)
        self.assertEqual(self.build(), ["other", "sample"])
        self.assertEqual(self.typed(self.module("sample")), [])

    def test_settings_may_come_and_go(self):
        self.write("source/sub/sample.c", SAMPLE.replace("NAME", "sample").replace(
            '"sample.h"', '"../sample.h"'))
        self.write("source/CMakeLists.txt", LISTS.replace("MODULE sample.c", "MODULE sub/sample.c"))
        self.configure()
        self.build()
        self.assertEqual(self.typed(self.module("sample")), ["twice"])
        for place in ("source/.pyunbox", "source/sub/.pyunbox"):
            with self.subTest(place):
                settings = self.write(place, 'exclude: ["*"]\n')
                self.build()
                self.assertEqual(self.typed(self.module("sample")), [])
                self.assertEqual(self.build(), [])
                settings.unlink()
                self.build()
                self.assertEqual(self.typed(self.module("sample")), ["twice"])
                self.assertEqual(self.build(), [])

    def test_declarations_are_a_dependency(self):
        declared = self.write("source/library.json", DECLARED)
        self.write("source/.pyunbox", "effects: [library.json]\n")
        self.write("source/sample.h", "long implementation(long);\n")
        self.write("source/other.c", "long implementation(long x) { return 2 * x; }\n")
        self.write("source/plain.c", SAMPLE.replace("NAME", "plain").replace("sample.h", "own.h"))
        self.write("source/own.h", "static long implementation(long x) { return 2 * x; }\n")
        self.configure()
        self.build()
        self.touch(declared)
        self.assertEqual(self.build(), ["other", "sample"])
        self.assertEqual(self.build(), [])

    def test_decisions(self):
        lists = LISTS.replace("REPORTS reports", "DECISIONS review.json")
        self.write("source/CMakeLists.txt", lists)
        review = self.write("source/review.json", DECISIONS % "accept")
        self.configure()
        self.build()
        self.assertEqual(self.typed(self.module("sample")), ["twice"])
        review.write_text(DECISIONS % "reject")
        self.touch(review)
        self.assertEqual(self.build(), ["other", "sample"])
        self.assertEqual(self.typed(self.module("sample")), [])

    def test_settings_by_name(self):
        self.write("source/other.yaml", "exclude: ['*']\n")
        lists = LISTS.replace("REPORTS reports", "CONFIG other.yaml")
        self.write("source/CMakeLists.txt", lists)
        self.configure()
        self.build()
        self.assertEqual(self.typed(self.module("sample")), [])

    def test_mistakes(self):
        for wrong, message in (
            ("REPORT reports", "expected [CONFIG FILE] [DECISIONS FILE] [REPORTS FOLDER], "
             "got: REPORT reports"),
            ("REPORTS", "got: REPORTS"),
        ):
            self.write("source/CMakeLists.txt", LISTS.replace("REPORTS reports", wrong))
            with self.assertRaises(AssertionError) as caught:
                self.configure()
            self.assertIn(message, " ".join(str(caught.exception).split()))


if __name__ == "__main__":
    unittest.main()
