"""The record has one layout, in every language and for every compiler; a reader
of records never faults; the package reads what the header defines."""

import os
import re
import shutil
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

sys.path.insert(0, extensions.PACKAGE)

from pyunbox import _layout

DIALECTS = [("c", "c99"), ("c", "c17"), ("c++", "c++11"), ("c++", "c++20")]
COMPILERS = [name for name in ("gcc", "clang-19", "clang") if shutil.which(name)]


class RecordTest(unittest.TestCase):
    def build_and_run(self, source):
        """In every dialect, by every compiler, against two sets of headers."""
        for interpreter in (interpreters.pypy(), interpreters.cpythons()[0]):
            with tempfile.TemporaryDirectory() as directory:
                library = extensions.library(interpreter, directory)
                for compiler in COMPILERS:
                    for language, standard in DIALECTS:
                        with self.subTest((interpreter.name, compiler, standard)):
                            self.check(source, interpreter, compiler, language, standard, library)

    def check(self, source, interpreter, compiler, language, standard, library):
        with tempfile.TemporaryDirectory() as directory:
            program = os.path.join(directory, "program")
            command = [compiler, "-x", language, "-std=" + standard, "-O1"]
            command += ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
            command += extensions.include_flags(interpreter)
            command += [os.path.join(HERE, "fixtures", source), "-o", program, "-x", "none"]
            command += library + ["-lffi"]
            extensions.run(command)
            extensions.run([program])

    def test_layout(self):
        self.build_and_run("abi_layout.c")

    def test_reader(self):
        self.build_and_run("abi_reader.c")


class PackageTest(unittest.TestCase):
    """The numbers that the Python package repeats."""

    def test_constants(self):
        path = os.path.join(extensions.HEADERS, "pyunbox", "typed_method.h")
        with open(path) as file:
            lines = re.findall(
                r"^#define (?:PYUNBOX_)?([A-Z_]+) (0x[0-9a-f]+|\d+)", file.read(), re.M
            )
        defined = dict(reversed(lines))  # of METH_TYPED the first: that of PyPy
        repeated = {
            name: value
            for name, value in vars(_layout).items()
            if isinstance(value, int) and name in defined
        }
        self.assertGreater(len(repeated), 20)
        for name, value in repeated.items():
            self.assertEqual(value, int(defined[name], 0), name)
        prefixes = ("KIND_", "PY_", "ARG_", "BAIL_", "CALL_", "EFFECT_")
        missing = [n for n in defined if n.startswith(prefixes) and n not in repeated]
        self.assertEqual(missing, [])

    def test_sizes(self):
        # abi_layout.c asserts the same sizes of the structs.
        if _layout.POINTER.size == 8:
            self.assertEqual(_layout.HEADER.size, 80)
            self.assertEqual(_layout.ARGUMENT.size, 32)


if __name__ == "__main__":
    unittest.main()
