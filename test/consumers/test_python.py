"""Numba, SciPy, Cython, cffi and ctypes call C functions of real extensions: pyswisseph,
many of whose functions never bail out, noise and jump-consistent-hash, whose do."""

import json
import os
import subprocess
import tempfile
import unittest

import subjects
from subjects import extensions

POINTERS = """
import json, random, struct
import cffi, scipy.integrate, swisseph
from noise._perlin import noise2
import pyunbox

def bits(value):
    return struct.pack("<d", value)

dice = random.Random(1)
values = [0.0, -0.0, 1e15, 360.0, -360.0, float("inf"), -float("inf"), float("nan")]
values += [dice.uniform(-1e3, 1e3) for _ in range(1000)]
for make in (pyunbox.ctypes, pyunbox.cffi):
    for name in ("degnorm", "radnorm"):
        boxed, direct = getattr(swisseph, name), make(getattr(swisseph, name))
        assert all(bits(boxed(x)) == bits(direct(x)) for x in values), name
    for name in ("difdegn", "difdeg2n", "difrad2n"):
        boxed, direct = getattr(swisseph, name), make(getattr(swisseph, name))
        pairs = list(zip(values, values[1:]))
        assert all(bits(boxed(x, y)) == bits(direct(x, y)) for x, y in pairs), name
    direct = make(swisseph.day_of_week)
    assert all(swisseph.day_of_week(x) == direct(x) for x in values[8:])
    direct = make(swisseph.csnorm)
    assert all(swisseph.csnorm(x) == direct(x) for x in range(-(10**6), 10**6, 997))
assert cffi.FFI().typeof(pyunbox.cffi(swisseph.difdegn)).cname == "double(*)(double, double)"
callable = pyunbox.scipy(swisseph.degnorm)
assert callable.signature == "double (double)"
assert scipy.integrate.quad(callable, 0, 1) == scipy.integrate.quad(swisseph.degnorm, 0, 1)

refused = {}
for function in (swisseph.deltat, noise2, len, 3):
    for make in (pyunbox.ctypes, pyunbox.cffi, pyunbox.scipy):
        try:
            make(function)
        except (TypeError, ValueError) as error:
            refused[str(error)] = type(error).__name__
print(json.dumps(refused))
"""

TUPLES = """
import ctypes, struct
import cffi, forms, pyunbox

ffi = cffi.FFI()
FORMS = [(forms.t_one, "l"), (forms.t_signed, "bhiqq?"), (forms.t_unsigned, "BHIQQ"), (forms.t_floats, "fd")]
for function, codes in FORMS:
    items = pyunbox.signature(function).result_items
    assert [struct.calcsize(code) for code in codes] == [
        ffi.sizeof(item.c_type) for item in items
    ], items
    pointer = pyunbox.ctypes(function)
    for x in (0, 1, 77, 300, 2**62 + 1):
        places = [kind._type_() for kind in pointer.argtypes[1:]]
        pointer(x, *map(ctypes.byref, places))
        assert tuple(place.value for place in places) == function(x), (function, x)
        places = [ffi.new(item.c_type + " *") for item in items]
        pyunbox.cffi(function)(x, *places)
        assert tuple(place[0] for place in places) == function(x), (function, x)
assert pyunbox.scipy(forms.t_floats).signature == "int (double, float *, double *)"
for make in (pyunbox.ctypes, pyunbox.cffi, pyunbox.scipy):
    try:
        make(forms.t_divide)
    except ValueError as error:
        print(error)
"""

REFUSED = {
    "deltat is no plain C function: its record allows no direct call": "ValueError",
    "noise2 is no plain C function: it may bail out": "ValueError",
    "len: not a function of a module built with pyunbox": "TypeError",
    "3: not a function of a module built with pyunbox": "TypeError",
}

NUMBA = """
import forms, numba, numba.core.errors, pyunbox._lookup, pyunbox.numba, swisseph
from noise import _perlin, _simplex
from jump._jump import hash
degnorm, deltat = swisseph.degnorm, swisseph.deltat

reasons = {**pyunbox.numba.register(swisseph), **pyunbox.numba.register(_perlin)}
assert reasons["degnorm"] == reasons["noise2"] == "", reasons
assert reasons["deltat"] == "its record allows no direct call", reasons
assert "calc_ut" not in reasons
import jump._jump
assert pyunbox.numba.register(jump._jump) == {"hash": ""}

def outcome(function, *arguments):
    try:
        return repr(function(*arguments))
    except Exception as error:
        return type(error).__name__, str(error)

def refused_of(module):
    return {name for name, why in pyunbox.numba.register(module).items() if why}

def same(function, *sets):
    compiled = numba.njit(function)
    for arguments in sets:
        expected, got = outcome(function, *arguments), outcome(compiled, *arguments)
        assert expected == got, (arguments, expected, got)

same(lambda x: degnorm(x), (361.5,), (-0.0,), (float("nan"),), (-7,))
same(lambda x: swisseph.csnorm(x), (5,), (10**9,), (2**31,), (-(2**40),))
same(lambda x, y: swisseph.difdegn(x, y), (1.5, 2.5))
same(lambda x, y: _perlin.noise2(x, y), (0.5, 0.25), (1e300, 0.5), (3, 4), (2**63 - 1, 0.5))
# Bail-outs raise what the original raises; so does an int that its C type has no room for.
same(lambda n: _perlin.noise2(0.5, 0.25, n), (3,), (0,), (-1,), (2**40,), (-2**31 - 1,))
same(lambda n: _perlin.noise2(0.5, 0.25, persistence=0.3, octaves=n), (3,), (0,))
same(lambda key, count: hash(key, count), (5, 7), (5, 0), (-5, 7), (5, -(2**63)))
same(lambda key, count: hash(key, count), (2**64 - 1, 1000))

assert refused_of(forms) == {"v_byte", "v_ubyte", "v_char", "v_unset", "k_mixed", "k_named", "boxed_only",
                             "v_str", "o_bytes", "k_texts", "t_text"}
# Every kind of result, default and bail-out; 2**60 + 2**36 + 1 rounds twice on its way.
same(lambda x: forms.o_float_real(x), (1.1,), (-0.0,))
same(lambda x: forms.o_float_real(x), (3,), (2**60 + 2**36 + 1,))
same(lambda x: forms.o_short(x), (5,), (2**15,), (-(2**15) - 1,))
same(lambda x: forms.o_ulonglong(x), (5,), (-1,))
same(lambda x: forms.o_bool(x), (True,), (False,))
same(lambda x: forms.o_distinct_int(x), (7,), (5,), (2**31,))
same(lambda x: forms.o_repeat_int(x), (1,), (7,), (2**31 - 1,))
same(lambda x: forms.o_repeat_float(x), (1.5,), (0.0,), (1.0,))
same(lambda x: forms.o_distinct_float(x), (1.5,), (6.0,), (float("nan"),))
same(lambda x: forms.o_status(x), (1,), (7,), (2**15,))
same(lambda flag, x: forms.v_flag(flag, x), (True, 13), (False, 13), (True, 7))
same(lambda x: forms.v_defaults(x), (1.5,))
same(lambda x, n: forms.v_defaults(x, n), (1.5, 4), (1, 2**31))
same(lambda: forms.n_big(), ())
same(lambda: forms.n_void(), ())

# Tuples: every type of number, bail-outs, defaults.
same(lambda x: forms.t_one(x), (5,), (-(2**63),))
for x in (0, -1, 5, 300, -(2**31) - 1, 2**63 - 1, -(2**63)):
    same(lambda x: forms.t_signed(x), (x,))
    same(lambda x: forms.t_unsigned(x), (x,))
same(lambda x: forms.t_unsigned(x), (2**64 - 1,))
same(lambda: forms.t_extremes(), ())
same(lambda x: forms.t_floats(x), (1.1,), (-0.0,), (float("nan"),), (1e300,), (2**60 + 1,))
same(lambda x: forms.t_divide(x), (77,), (2**31,), (-(2**31),))
same(lambda x, y: forms.t_divide(x, y), (77, 3), (77, 0), (-(2**31), -1), (5, 2**40))
same(lambda x, y: forms.t_divide(by=y, x=x), (77, 3), (77, 0))

def tuples(n):
    total = 0.0
    for i in range(n):
        quotient, rest, ratio = forms.t_divide(i, i % 7 + 1)
        total += quotient * rest + ratio
    return total
same(tuples, (10000,))
# No name of an argument is one that the implementation needs itself.
for name in ("entry", "numba", "implement", "original"):
    record = pyunbox._lookup.find(forms.t_divide)[0]
    record.arguments[1].name = name
    typing = pyunbox.numba._typing(forms.t_divide, record)
    compiled = numba.njit(typing(numba.int64, numba.int64))
    assert compiled(7, 2) == forms.t_divide(7, 2), name

# What a record is wrong about is an error, and no memory that is read as something.
class Other:
    def __init__(self, result):
        self.result = result
    def __call__(self, *arguments):
        return self.result
    __name__ = "other"
record = pyunbox._lookup.find(forms.t_divide)[0]
for result in (None, (), (1, 2), (1, 2, 3), (1, 2.0, 3.0), (1, True, 0.5), (1, 2, 3.0, 4), [1, 2, 3.0]):
    assert outcome(pyunbox.numba._checked(Other(result), record))[0] == "TypeError", result
assert pyunbox.numba._checked(Other((1, 2, 3.0)), record)() == (1, 2, 3.0)

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
assert refused(lambda x: deltat(x), 0.5)
assert refused(lambda x: degnorm(x), "a")
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
cimport swisseph as typed

def normal(double x):
    with nogil:
        x = typed.degnorm(x)
    return x

def day(double x):
    return typed.day_of_week(x)
"""


CYTHON_TUPLES = """
cimport forms as typed
from libc.stdint cimport int8_t, int16_t, int32_t, int64_t

def floats(double x):
    cdef float narrow
    cdef double wide
    with nogil:
        typed.t_floats(x, &narrow, &wide)
    return narrow, wide

def signed(int64_t x):
    cdef int8_t a
    cdef int16_t b
    cdef int32_t c
    cdef int64_t d, e
    cdef typed._Bool f
    typed.t_signed(x, &a, &b, &c, &d, &e, &f)
    return a, b, c, d, e, f

def big():
    return typed.n_big()
"""


class ConsumersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.python = subjects.python()
        cls.folders = subjects.build_all(cls.directory)
        cls.folders.append(subjects.build_forms(cls.directory))

    def output(self, *arguments, package=extensions.PACKAGE, more=()):
        """What Python prints with the subjects and the package in reach."""
        environment = extensions.environment(*self.folders, *more)
        environment["PYTHONPATH"] = os.pathsep.join([package, *self.folders, *more])
        # Debian's python3 has no pyunbox; nothing but what is named here is found.
        return extensions.run([self.python, *arguments], env=environment, cwd=self.directory)

    def test_pointers(self):
        refused = json.loads(self.output("-c", POINTERS))
        self.assertEqual(refused, REFUSED)

    def test_pointers_of_tuples(self):
        refused = "t_divide is no plain C function: it may bail out\n"
        self.assertEqual(self.output("-c", TUPLES), 3 * refused)

    def test_numba(self):
        self.assertEqual(self.output("-c", NUMBA), "ok\n")

    def test_numba_finds_the_package_itself(self):
        package = os.path.join(self.directory, "package")
        pip = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        extensions.run(pip + ["--no-deps", "--target", package, extensions.PACKAGE])
        self.assertEqual(self.output("-c", ENTRY_POINT, package=package), "ok\n")

    def cython(self, module, client):
        """Compile a client of the module; returns its folder, and the module's .pxd file."""
        folder = os.path.join(self.directory, "cython-" + module)
        os.mkdir(folder)
        declarations = self.output("-m", "pyunbox", "--pxd", module)
        for name, text in ((module + ".pxd", declarations), ("client.pyx", client)):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(text)
        command = [self.python, "-m", "cython", "-3", "client.pyx"]
        extensions.run(command, cwd=folder)
        interpreter = subjects.interpreter()
        output = os.path.join(folder, "client" + interpreter.suffix)
        command = ["gcc", "-shared", "-fPIC", "-O1", *extensions.include_flags(interpreter)]
        extensions.run(command + [os.path.join(folder, "client.c"), "-o", output])
        return folder, declarations

    def test_cython(self):
        folder, declarations = self.cython("swisseph", CYTHON)
        self.assertIn("cdef double degnorm(double) noexcept nogil\n", declarations)
        self.assertNotIn(" deltat(", declarations)
        use = (
            "import pyunbox, swisseph\n"
            "assert 'degnorm' in pyunbox.export_capsules(swisseph)\n"
            "import client\n"
            "assert client.normal(361.5) == swisseph.degnorm(361.5)\n"
            "assert client.day(2460000.5) == swisseph.day_of_week(2460000.5)\n"
            "print('ok')"
        )
        self.assertEqual(self.output("-c", use, more=(folder,)), "ok\n")

    def test_cython_with_every_form(self):
        folder, declarations = self.cython("forms", CYTHON_TUPLES)
        self.assertNotIn(" t_divide(", declarations)
        use = (
            "import pyunbox, forms\n"
            "pyunbox.export_capsules(forms)\n"
            "import client\n"
            "assert client.floats(1.1) == forms.t_floats(1.1)\n"
            "for x in (0, -5, 300, -2**63):\n"
            "    assert client.signed(x) == forms.t_signed(x)\n"
            "assert client.big() == forms.n_big()\n"
            "print('ok')"
        )
        self.assertEqual(self.output("-c", use, more=(folder,)), "ok\n")

    def test_what_the_report_calls_a_bug_is_one(self):
        """d2l hands an int to Py_BuildValue("l"): ../corpus/bugs.json. Its row is left as its
        authors wrote it. The upper half of what is read is what a register held."""
        code = "import swisseph; print(swisseph.d2l(3.7), swisseph.d2l(-3.7) == -4)"
        self.assertEqual(self.output("-c", code), "4 False\n")

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
