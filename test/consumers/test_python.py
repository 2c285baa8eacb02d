"""Numba, SciPy, Cython, cffi and ctypes call C functions of real extensions: math of
CPython, whose functions `double (double)` never bail out, noise and jump-consistent-hash,
whose functions do."""

import json
import os
import subprocess
import tempfile
import unittest

import subjects
from subjects import extensions

POINTERS = """
import json, random, struct
import cffi, numba, scipy.integrate
from noise._perlin import noise2
import pyunbox

def bits(value):
    return struct.pack("<d", value)

dice = random.Random(1)
values = [0.0, -0.0, 1e308, float("inf"), -float("inf"), float("nan")]
values += [dice.uniform(-1e3, 1e3) for _ in range(1000)]
for make in (pyunbox.ctypes, pyunbox.cffi):
    for name in ("degrees", "radians"):
        boxed, direct = getattr(math, name), make(getattr(math, name))
        assert all(bits(boxed(x)) == bits(direct(x)) for x in values), name
    for name in ("isnan", "isinf", "isfinite"):
        boxed, direct = getattr(math, name), make(getattr(math, name))
        assert all(boxed(x) == (direct(x) != 0) for x in values), name
    direct = make(math.nextafter)
    assert all(bits(math.nextafter(x, y)) == bits(direct(x, y)) for x, y in zip(values, values[1:]))
assert cffi.FFI().typeof(pyunbox.cffi(math.nextafter)).cname == "double(*)(double, double)"
callable = pyunbox.scipy(math.degrees)
assert callable.signature == "double (double)"
assert scipy.integrate.quad(callable, 0, 1) == scipy.integrate.quad(math.degrees, 0, 1)

refused = {}
for function in (math.sin, noise2, len, 3):
    for make in (pyunbox.ctypes, pyunbox.cffi, pyunbox.scipy):
        try:
            make(function)
        except (TypeError, ValueError) as error:
            refused[str(error)] = type(error).__name__
print(json.dumps(refused))
"""

REFUSED = {
    "sin is no plain C function: its record allows no direct call": "ValueError",
    "noise2 is no plain C function: it may bail out": "ValueError",
    "len: not a function of a module built with pyunbox": "TypeError",
    "3: not a function of a module built with pyunbox": "TypeError",
}

NUMBA = """
import numba, numba.core.errors, pyunbox.numba
from noise import _perlin, _simplex
from jump._jump import hash
degrees, isnan, sin = math.degrees, math.isnan, math.sin

reasons = {**pyunbox.numba.register(math), **pyunbox.numba.register(_perlin)}
assert reasons["degrees"] == reasons["noise2"] == "", reasons
assert reasons["sin"] == "its record allows no direct call", reasons
assert "floor" not in reasons
import jump._jump
assert pyunbox.numba.register(jump._jump) == {"hash": ""}

def outcome(function, *arguments):
    try:
        return repr(function(*arguments))
    except Exception as error:
        return type(error).__name__, str(error)

def same(function, *sets):
    compiled = numba.njit(function)
    for arguments in sets:
        expected, got = outcome(function, *arguments), outcome(compiled, *arguments)
        assert expected == got, (arguments, expected, got)

same(lambda x: degrees(x), (1.5,), (-0.0,), (float("nan"),))
same(lambda x: isnan(x), (1.5,), (float("nan"),))
same(lambda x, y: math.nextafter(x, y), (1.5, 2.5))
same(lambda x, y: _perlin.noise2(x, y), (0.5, 0.25), (1e300, 0.5), (3, 4), (2**63 - 1, 0.5))
# Bail-outs raise what the original raises; so does an int that its C type has no room for.
same(lambda n: _perlin.noise2(0.5, 0.25, n), (3,), (0,), (-1,), (2**40,), (-2**31 - 1,))
same(lambda n: _perlin.noise2(0.5, 0.25, persistence=0.3, octaves=n), (3,), (0,))
same(lambda key, count: hash(key, count), (5, 7), (5, 0), (-5, 7), (5, -(2**63)))
same(lambda key, count: hash(key, count), (2**64 - 1, 1000))

def loop(n):
    total = 0.0
    for i in range(n):
        total += _perlin.noise2(i / 16, 0.5)
    return total
same(loop, (1000,))

@numba.njit
def with_own_default(x, octaves=3, persistence=0.25):
    return _perlin.noise2(x, x, octaves, persistence)
assert with_own_default(0.5) == _perlin.noise2(0.5, 0.5, 3, 0.25)

def refused(function, *arguments):
    try:
        numba.njit(function)(*arguments)
    except numba.core.errors.TypingError:
        return True
    return False
assert refused(lambda x: sin(x), 0.5)
assert refused(lambda: degrees(1))  # typed for exactly float
assert refused(lambda x: _perlin.noise2(x, None), 0.5)
assert refused(lambda x: _perlin.noise2(x), 0.5)
assert refused(lambda x: _perlin.noise2(x, x, 1.5), 0.5)
assert refused(lambda x: _perlin.noise2(x, x, unknown=1), 0.5)
print("ok")
"""

ENTRY_POINT = """
import sys, numba
from noise import _perlin
from noise._simplex import noise2
assert "pyunbox" not in sys.modules
@numba.njit
def both(x):
    return noise2(x, x) + _perlin.noise2(x, x)
assert both(0.3) == noise2(0.3, 0.3) + _perlin.noise2(0.3, 0.3)
print("ok")
"""

CYTHON = """
cimport math as typed

def degrees_of(double x):
    with nogil:
        x = typed.degrees(x)
    return x

def is_nan(double x):
    return typed.isnan(x)
"""


class ConsumersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.python = subjects.python()
        cls.folders = subjects.build_all(cls.directory)

    def output(self, *arguments, package=extensions.PACKAGE, more=()):
        """What Python prints with the subjects and the package in reach."""
        environment = extensions.environment(*self.folders, *more)
        environment["PYTHONPATH"] = os.pathsep.join([package, *self.folders, *more])
        # Debian's python3 has no pyunbox; nothing but what is named here is found.
        return extensions.run([self.python, *arguments], env=environment, cwd=self.directory)

    def test_pointers(self):
        refused = json.loads(self.output("-c", subjects.LOAD_MATH + POINTERS))
        self.assertEqual(refused, REFUSED)

    def test_numba(self):
        self.assertEqual(self.output("-c", subjects.LOAD_MATH + NUMBA), "ok\n")

    def test_numba_finds_the_package_itself(self):
        package = os.path.join(self.directory, "package")
        pip = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        extensions.run(pip + ["--no-deps", "--target", package, extensions.PACKAGE])
        self.assertEqual(self.output("-c", ENTRY_POINT, package=package), "ok\n")

    def test_cython(self):
        folder = os.path.join(self.directory, "cython")
        os.mkdir(folder)
        # As `python -m pyunbox --pxd math` would print it, were math not built in.
        declarations = self.output(
            "-c", subjects.LOAD_MATH + "from pyunbox import _capsules; print(_capsules.pxd(math))"
        )
        self.assertIn("cdef double degrees(double) noexcept nogil\n", declarations)
        self.assertNotIn(" sin(", declarations)
        for name, text in (("math.pxd", declarations), ("client.pyx", CYTHON)):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(text)
        command = [self.python, "-m", "cython", "-3", "client.pyx"]
        extensions.run(command, cwd=folder)
        interpreter = subjects.interpreter()
        output = os.path.join(folder, "client" + interpreter.suffix)
        command = ["gcc", "-shared", "-fPIC", "-O1", *extensions.include_flags(interpreter)]
        extensions.run(command + [os.path.join(folder, "client.c"), "-o", output])
        use = (
            "import pyunbox; sys.modules['math'] = math\n"
            "assert 'degrees' in pyunbox.export_capsules(math)\n"
            "import client\n"
            "assert client.degrees_of(1.5) == math.degrees(1.5)\n"
            "print(client.is_nan(float('nan')), client.is_nan(2.0))"
        )
        got = self.output("-c", subjects.LOAD_MATH + use, more=(folder,))
        self.assertEqual(got, "1 0\n")

    def test_pxd_on_the_command_line(self):
        printed = self.output("-m", "pyunbox", "--pxd", "noise._perlin")
        expected = "# C functions of noise._perlin, exported by pyunbox.export_capsules().\n"
        self.assertEqual(printed, expected)
        command = [self.python, "-m", "pyunbox", "--pxd", "no.such.module"]
        environment = extensions.environment()
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("pyunbox: cannot import no.such.module: No module named 'no'", done.stderr)


if __name__ == "__main__":
    unittest.main()
