"""What a user of PyPy can switch and see: the report, activation by a .pth file, modules
with the prototype's bare structs."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters
import package


class PyPyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        for name in ("forms", "bare"):
            source = os.path.join(HERE, "fixtures", name + ".c")
            extensions.build_module(interpreters.pypy(), name, [source], cls.directory)

    def run_python(self, *arguments, **variables):
        """Run PyPy; returns the finished process."""
        return subprocess.run(
            [interpreters.pypy().path, *arguments],
            env=extensions.environment(self.directory, **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def output(self, *arguments, **variables):
        done = self.run_python(*arguments, **variables)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout


class ReportTest(PyPyTest):
    CODE = (
        "import forms, pyunbox\n"
        "forms.o_long(1); forms.o_long(True)\n"
        "try: forms.v_flag(True, 7)\n"
        "except ValueError: pass\n"
        "report = pyunbox.report()\n"
        "for name in ('forms.boxed_only', 'forms.o_long', 'forms.v_flag'):\n"
        "    print(report[name])\n"
        "print('forms.no_record' in report, len(str(report).splitlines()) == len(report))\n"
    )

    def test_what_is_active(self):
        self.assertEqual(
            self.output("-m", "pyunbox", "run", "-c", self.CODE).splitlines(),
            [
                "boxed: its record allows no direct call",
                "unboxed",
                "unboxed",
                "False True",
            ],
        )

    def test_counts_when_tracing(self):
        self.assertEqual(
            self.output("-m", "pyunbox", "run", "-c", self.CODE, PYUNBOX_TRACE="1").splitlines(),
            [
                "boxed: its record allows no direct call",
                "unboxed, Counts(typed=1, boxed=1, bailed=0)",
                "unboxed, Counts(typed=0, boxed=1, bailed=1)",
                "False True",
            ],
        )

    def test_nothing_installed(self):
        self.assertEqual(self.output("-c", "import pyunbox; print(pyunbox.report())"), "\n")


class BareTest(PyPyTest):
    CODE = (
        "import bare, pyunbox\n"
        "print(bare.add(3, 2.5), bare.add(True, 2), pyunbox.signature(bare.add))\n"
        "print(sorted(pyunbox.report().items()))\n"
    )

    def test_named(self):
        first, second = self.output(
            "-m", "pyunbox", "run", "-c", self.CODE, PYUNBOX_BARE="other,bare"
        ).splitlines()
        self.assertEqual(
            first,
            "5 3 <pyunbox signature add(int64_t _: int, double _: float) -> int64_t int, call direct>",
        )
        self.assertEqual(
            second,
            "[('bare.add', unboxed), "
            "('bare.no_function', boxed: bad record: bare: result type 1), "
            "('bare.other_result', boxed: bad record: bare: result type 77), "
            "('bare.raises', boxed: bad record: bare: it raises, and does not say how), "
            "('bare.takes_object', boxed: bad record: bare: argument type 3)]",
        )

    def test_never_by_default(self):
        expected = ["5 3 None", "[]"]
        for named in ("", "other", "bar"):
            got = self.output("-m", "pyunbox", "run", "-c", self.CODE, PYUNBOX_BARE=named)
            self.assertEqual(got.splitlines(), expected)


class PthTest(PyPyTest):
    PRINT = "import forms, pyunbox; print(pyunbox.signature(forms.o_long).unboxed)"

    def test_pth(self):
        venv = os.path.join(self.directory, "venv")
        extensions.run([interpreters.pypy().path, "-m", "venv", "--without-pip", venv])
        python = os.path.join(venv, "bin", "python3")
        environment = extensions.environment(PYTHONPATH=self.directory)

        def run(*arguments, **variables):
            done = subprocess.run(
                [python, *arguments],
                env=dict(environment, **variables),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            return done.returncode, done.stdout, done.stderr

        packages = run("-c", "import site; print(site.getsitepackages()[0])")[1].strip()
        package.install(packages, [])
        file = os.path.join(packages, "pyunbox.pth")
        self.assertEqual(run("-c", self.PRINT), (0, "False\n", ""))
        self.assertEqual(run("-m", "pyunbox", "pth", "--install"), (0, file + "\n", ""))
        self.assertEqual(run("-c", self.PRINT), (0, "True\n", ""))
        self.assertEqual(run("-c", self.PRINT, PYUNBOX="0"), (0, "False\n", ""))
        self.assertEqual(run("-m", "pyunbox", "pth", "--install")[0], 0)
        os.rename(os.path.join(packages, "pyunbox"), os.path.join(packages, "gone"))
        self.assertEqual(run("-c", "print('starts')"), (0, "starts\n", ""))
        os.rename(os.path.join(packages, "gone"), os.path.join(packages, "pyunbox"))
        self.assertEqual(run("-m", "pyunbox", "pth", "--remove"), (0, file + "\n", ""))
        self.assertEqual(run("-c", self.PRINT), (0, "False\n", ""))
        message = "pyunbox: pth: %s: No such file or directory\n" % file
        self.assertEqual(run("-m", "pyunbox", "pth", "--remove"), (1, "", message))

    def test_cpython(self):
        done = subprocess.run(
            [interpreters.cpythons()[0].path, "-m", "pyunbox", "pth", "--install"],
            env=extensions.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(done.stderr, "pyunbox: pth: functions are replaced on PyPy only\n")


if __name__ == "__main__":
    unittest.main()
