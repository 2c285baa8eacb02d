"""The package as a program's author meets it: the command line, what a replaced
function looks like, switches, start-up, installation."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

#: What must not be imported for a program that never asks for it.
HEAVY = ("threading", "ctypes", "inspect", "cffi", "dataclasses", "json")


class ProgramTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        source = os.path.join(HERE, "fixtures", "forms.c")
        extensions.build_module(interpreters.pypy(), "forms", [source], cls.directory)

    def run_python(self, *arguments, **variables):
        """Run PyPy; returns the finished process."""
        return subprocess.run(
            [interpreters.pypy().path, *arguments],
            env=extensions.environment(self.directory, **variables),
            cwd=self.directory,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def output(self, *arguments, **variables):
        done = self.run_python(*arguments, **variables)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def write(self, name, text):
        path = os.path.join(self.directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path


class CommandLineTest(ProgramTest):
    ABOUT = (
        "import sys, pickle\n"
        "def f(): pass\n"
        "print(__name__, sys.argv, sys.path[0], globals().get('__file__'), f.__code__.co_filename,\n"
        "      sys.modules['__main__'].f is f, pickle.loads(pickle.dumps(f)) is f)\n"
    )

    def same(self, plain, through):
        self.assertEqual(
            self.output(*plain), self.output("-m", "pyunbox", *through)
        )

    def test_script(self):
        path = self.write("somewhere/script.py", self.ABOUT)
        self.same([path, "a", "-b"], ["run", path, "a", "-b"])
        self.same(["somewhere/script.py"], ["run", "somewhere/script.py"])

    def test_script_with_encoding_cookie(self):
        path = os.path.join(self.directory, "latin.py")
        with open(path, "wb") as file:
            file.write(b"# coding: latin-1\nprint(ascii('\xe9'))\n")
        self.same([path], ["run", path])

    def test_code(self):
        self.same(["-c", self.ABOUT, "-c", "x"], ["run", "-c", self.ABOUT, "-c", "x"])

    def test_module(self):
        self.write("package/__init__.py", "")
        self.write("package/__main__.py", self.ABOUT)
        self.same(["-m", "package", "x"], ["run", "-m", "package", "x"])

    def test_isolated(self):
        code = "import sys; sys.path.insert(0, %r); import pyunbox.__main__ as m; " % (
            extensions.PACKAGE
        )
        code += "m.run_code('import sys; print(sys.path[0])', [])"
        self.assertEqual(self.output("-I", "-c", code).strip(), extensions.PACKAGE)

    def test_exit_status(self):
        done = self.run_python("-m", "pyunbox", "run", "-c", "import sys; sys.exit(7)")
        self.assertEqual(done.returncode, 7)
        done = self.run_python("-m", "pyunbox", "run", "-c", "1/0")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.endswith("ZeroDivisionError: division by zero\n"))

    def test_wrong_use(self):
        for arguments in ([], ["run"], ["run", "-c"], ["-c", "x"], ["walk", "x"]):
            done = self.run_python("-m", "pyunbox", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertTrue(done.stderr.startswith("usage: "))
        done = self.run_python("-m", "pyunbox", "run", "missing.py")
        self.assertEqual(done.returncode, 2)
        expected = "pyunbox: cannot read missing.py: No such file or directory\n"
        self.assertEqual(done.stderr, expected)

    def test_include_dir(self):
        printed = self.output("-m", "pyunbox", "--include-dir").strip()
        self.assertTrue(os.path.isfile(printed + "/pyunbox/typed_method.h"))


class ActivationTest(ProgramTest):
    PRINT = "import forms, pyunbox; print(pyunbox.signature(forms.o_long).unboxed)"

    def test_import_after_install(self):
        code = "import pyunbox; pyunbox.install(); pyunbox.install(); " + self.PRINT
        self.assertEqual(self.output("-c", code), "True\n")

    def test_import_before_install(self):
        code = "import forms, pyunbox; old = forms.o_long; pyunbox.install(); "
        code += self.PRINT + "; print(old is forms.o_long, old(3) == forms.o_long(3))"
        self.assertEqual(self.output("-c", code), "True\nFalse True\n")

    def test_reload(self):
        code = "import importlib, forms; importlib.reload(forms); " + self.PRINT
        self.assertEqual(self.output("-m", "pyunbox", "run", "-c", code), "True\n")

    def test_switched_off(self):
        done = self.output("-m", "pyunbox", "run", "-c", self.PRINT, PYUNBOX="0")
        self.assertEqual(done, "False\n")

    def test_trace(self):
        done = self.run_python(
            "-m", "pyunbox", "run", "-c", "import forms", PYUNBOX_TRACE="1"
        )
        lines = done.stderr.splitlines()
        self.assertIn("pyunbox: forms.o_int: unboxed: int (int)", lines)
        self.assertIn("pyunbox: forms.no_record: boxed: no record", lines)
        self.assertIn(
            "pyunbox: forms.boxed_only: boxed: its record allows no direct call", lines
        )
        self.assertEqual(len(lines), len({line.split(": ")[1] for line in lines}))

    def test_counts(self):
        code = (
            "import forms, pyunbox\n"
            "forms.o_long(1); forms.o_long(2); forms.o_long(True)\n"
            "try: forms.v_flag(True, 7)\n"
            "except ValueError: pass\n"
            "counts = pyunbox.counts()\n"
            "print(counts.get('forms.o_long'), counts.get('forms.v_flag'))"
        )
        counted = self.output("-m", "pyunbox", "run", "-c", code, PYUNBOX_COUNT="1")
        expected = "Counts(typed=2, boxed=1, bailed=0) Counts(typed=0, boxed=1, bailed=1)\n"
        self.assertEqual(counted, expected)
        self.assertEqual(self.output("-m", "pyunbox", "run", "-c", code), "None None\n")

    def test_start_imports_nothing_heavy(self):
        code = "import sys; print([m for m in %r if m in sys.modules])" % (HEAVY,)
        self.assertEqual(self.output("-m", "pyunbox", "run", "-c", code), "[]\n")
        code = "import pyunbox; pyunbox.install(); import forms; forms.o_long(1); " + code
        self.assertEqual(self.output("-c", code), "[]\n")


class LikenessTest(ProgramTest):
    """A program cannot tell a replaced function from the original by these."""

    EXPRESSIONS = (
        "f.__name__",
        "f.__qualname__",
        "f.__module__",
        "f.__doc__",
        "f.__text_signature__",
        "type(f).__name__",
        "callable(f)",
        "dir(f)",
        "inspect.signature(f)",
        "inspect.isbuiltin(f), inspect.isroutine(f), inspect.isfunction(f)",
        "pydoc.render_doc(f)",
        "pickle.dumps(f)",
        "f.foo",
        "setattr(f, 'foo', 1)",
        "setattr(f, '__module__', 'elsewhere'), f.__module__, setattr(f, '__module__', 'forms')",
        "f(**{1: 2})",
        "f(1, **{1: 2})",
        "f(*3)",
        "f(**3)",
        "f(1, a=1, **{'a': 2})",
        "f(1, self=2)",
        "f(1, 2, *[3], **{'\\udc80': 1})",
        "type('T', (), {'f': f})().f(5)",
        "list(map(f, [1, 2, 3]))",
        "traceback_of(lambda: f('x'))",
        "frames_in(f)",
    )
    SETUP = """
import inspect, pickle, pydoc, sys, traceback
from forms import {name} as f
def traceback_of(function):
    try:
        function()
    except Exception:
        return [e.name for e in traceback.extract_tb(sys.exc_info()[2])]
def frames_in(function):
    names = []
    class Spy:
        def __index__(self):
            frame = sys._getframe(1)
            while frame:
                names.append(frame.f_code.co_name)
                frame = frame.f_back
            return 1
        __float__ = __index__
    try:
        function(Spy())
    except Exception:
        pass
    return names[:3]
for expression in {expressions!r}:
    try:
        print(expression, '->', eval(expression))
    except Exception as error:
        print(expression, '->', repr(error))
"""

    def outcomes(self, name, before=""):
        """One line per expression, addresses left out; at the depth of a call."""
        code = self.SETUP.format(name=name, expressions=self.EXPRESSIONS)
        program = before + "def run(): exec(%r, globals())\nrun()" % code
        return re.sub("0x[0-9a-f]+", "0x", self.output("-c", program)).splitlines()

    def test_expressions(self):
        for name in ("o_long", "k_floats", "fk_scale", "n_big"):
            install = (
                "import pyunbox, forms; pyunbox.install()\n"
                "assert pyunbox.signature(forms.%s).unboxed\n" % name
            )
            self.assertEqual(self.outcomes(name, install), self.outcomes(name), name)


    def test_documented_differences(self):
        """docs/pypy.md, "What differs"."""
        code = (
            "import copy, types, weakref, forms\n"
            "f = forms.o_long\n"
            "print(isinstance(f, types.BuiltinFunctionType))\n"
            "for make in (copy.copy, weakref.ref):\n"
            "    try: print(make(f) is f or make(f)() is f)\n"
            "    except TypeError: print('TypeError')\n"
        )
        install = "import pyunbox, forms; pyunbox.install()\n"
        self.assertEqual(self.output("-c", code).split(), ["False", "TypeError", "TypeError"])
        self.assertEqual(self.output("-c", install + code).split(), ["True", "True", "True"])


class InstallTest(unittest.TestCase):
    """`pip install` in a fresh environment; needs the package index for flit_core."""

    def check(self, interpreter):
        with tempfile.TemporaryDirectory() as directory:
            extensions.run([interpreter.path, "-m", "venv", directory])
            python = os.path.join(directory, "bin", "python3")
            environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
            environment.pop("PYTHONPATH", None)
            command = [python, "-m", "pip", "install", "-q", extensions.PACKAGE]
            extensions.run(command, env=environment, cwd=directory)
            command = [python, "-m", "pyunbox", "--include-dir"]
            include = extensions.run(command, env=environment, cwd=directory).strip()
            header = os.path.join(include, "pyunbox", "typed_method.h")
            self.assertTrue(include.startswith(os.path.realpath(directory)), include)
            self.assertFalse(os.path.islink(header))
            original = os.path.join(extensions.HEADERS, "pyunbox", "typed_method.h")
            with open(header) as copy, open(original) as file:
                self.assertEqual(copy.read(), file.read())

    def test_pypy(self):
        self.check(interpreters.pypy())

    def test_oldest_and_newest_cpython(self):
        by_version = sorted(interpreters.cpythons(), key=lambda each: each.version)
        for interpreter in {by_version[0], by_version[-1]}:
            with self.subTest(interpreter.name):
                self.check(interpreter)


if __name__ == "__main__":
    unittest.main()
