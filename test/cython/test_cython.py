"""What Cython writes is typed, and what it writes for no C types is not; other functions
under the names of its converters are not taken for them; built for CPython and PyPy, all
calls have the results that they had."""

import json
import os
import re
import shutil
import tempfile
import unittest

import releases
from releases import HERE, build, extensions, interpreters

SOURCE = os.path.join(HERE, "fixtures", "functions.pyx")

# Read in functions.pyx: the signature, and whether anything stands against a call on C
# values: the Python API (an exception, the GIL) or state.
TYPED = {
    "scale": ("double", ["double", "int"], True),
    "total": ("long", ["long"], True),
    "plain": ("int", ["int", "int"], True),
    "checked": ("int", ["int"], False),
    "always": ("int", ["int"], False),
    "swallowed": ("int", ["int"], False),
    "truth": ("int", ["int"], False),
    "nothing": ("void", ["int"], True),
    "hypotenuse": ("double", ["double", "double"], False),
    "square": ("double", ["double"], True),
    "optional": ("double", ["double", "int"], False),
    "widths": ("long", ["unsigned char", "unsigned int", "long", "unsigned long"], False),
    "negated": ("int", ["int"], False),
    "released": ("double", ["double"], False),
    "state": ("double", ["int"], False),
    # A method, which self is nothing to.
    "unused": ("double", ["double"], False),
}
# Computations in the wrapper, which could be called directly if they could be copied.
INLINE = {"hypotenuse", "optional", "widths", "negated", "truth"}
REJECTED = {"length", "both", "area", "perimeter"}

# Every way to call each; the outcome of a rewritten module must be that of the other.
CALLS = """
import json, sys
{prelude}
import functions as m

numbers = [0, 1, -1, 2, 7, 8, 255, 256, -8, 2**31 - 1, 2**31, -2**31, -2**31 - 1,
           2**63 - 1, -2**63, 2**64 - 1, 2**64, 2**70, -2**70]
others = [1.5, -0.0, float("inf"), True, False, None, "a", [], 10**400]
class Index:
    def __index__(self): return 5
    def __float__(self): return 2.5
    def __bool__(self): return False
values = numbers + others + [Index()]

def outcome(f, *args, **names):
    try:
        result = f(*args, **names)
    except Exception as error:
        return type(error).__name__, str(error)
    return type(result).__name__, repr(result)

out = []
for repetition in range({repetitions}):
    for name in "scale plain hypotenuse optional".split():
        f = getattr(m, name)
        for x in values:
            for y in values:
                out.append((name, outcome(f, x, y)))
    for name in ("checked always swallowed truth nothing square negated released state optional".split()):
        f = getattr(m, name)
        for x in values:
            out.append((name, outcome(f, x)))
    for n in (0, 1, 5, -1, 1000, None, 2**63, "a"):
        out.append(("total", outcome(m.total, n)))
    for x in values:
        for i in range(4):
            arguments = [1, 2, 3, 4]
            arguments[i] = x
            out.append(("widths", outcome(m.widths, *arguments)))
    out.append(("scale", outcome(m.scale, x=2.0, n=3)))
    out.append(("scale", outcome(m.scale, 2.0, n=3)))
    out.append(("scale", outcome(m.scale, 2.0, m=3)))
    out.append(("square", outcome(m.square, x=3)))
    out.append(("square", outcome(m.square)))
    out.append(("plain", outcome(m.plain, 1, 2, 3)))
    out.append(("optional", outcome(m.optional, x=1.5, n=2)))
    out.append(("optional", outcome(m.optional, n=2)))
    shape = m.Shape(2.0)
    for x in values:
        out.append(("area", outcome(shape.area, x)))
        out.append(("perimeter", outcome(shape.perimeter, x)))
        out.append(("unused", outcome(shape.unused, x)))
print(json.dumps(out))
"""


class CythonTest(unittest.TestCase):
    release = None

    @classmethod
    def setUpClass(cls):
        if cls.release is None:
            raise unittest.SkipTest("only for a release")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.package = folder = releases.folder_of(cls.release.version, cls.release.sha256)
        source = shutil.copy(SOURCE, cls.directory)
        cls.written = os.path.join(cls.directory, "functions.c")
        releases.translate(folder, source, cls.written)
        with open(cls.written, encoding="utf-8") as file:
            cls.text = file.read()
        cls.reaches_records = cls.release.version.startswith("0.")

    def methods(self, text, interpreter=None):
        """The report on `text`, by the names of methods; as gcc reads it."""
        interpreter = interpreter or interpreters.cpythons()[0]
        folder = tempfile.mkdtemp(dir=self.directory)
        path = os.path.join(folder, "functions.c")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        methods = releases.methods_of(path, interpreter)
        return {m["name"]: m for m in methods if not m["name"].startswith("_")}

    def test_verdicts(self):
        for interpreter in (interpreters.cpythons()[0], interpreters.pypy()):
            methods = self.methods(self.text, interpreter)
            for name, (result, arguments, alone) in TYPED.items():
                with self.subTest(name, interpreter=interpreter.name):
                    method = methods[name]
                    self.assertEqual(method["verdict"], "typed", method["reason"])
                    self.assertEqual([a["c_type"] for a in method["args"]], arguments)
                    self.assertEqual(method["returns"]["c_type"], result)
                    way = method["callable"]["pypy"]
                    if not self.reaches_records:
                        self.assertEqual(way["how"], "boxed")
                    elif alone:
                        self.assertEqual(way["how"], "direct", way)
                    elif way["how"] == "direct":
                        self.assertIn(name, INLINE)
            for name in REJECTED:
                with self.subTest(name, interpreter=interpreter.name):
                    self.assertEqual(methods[name]["verdict"], "rejected")
            self.assertEqual(set(methods) - {"CythonUnboundCMethod"}, set(TYPED) | REJECTED)

    def test_cxx(self):
        """The same, where Cython writes C++."""
        folder = tempfile.mkdtemp(dir=self.directory)
        source, written = shutil.copy(SOURCE, folder), os.path.join(folder, "functions.cpp")
        releases.translate(self.package, source, written, "--cplus")
        methods = releases.methods_of(written, interpreters.cpythons()[0], "g++")
        verdicts = {m["name"]: m["verdict"] for m in methods}
        for name in TYPED:
            self.assertEqual(verdicts[name], "typed", name)
        for name in REJECTED:
            self.assertEqual(verdicts[name], "rejected", name)

    def test_says_where_no_record_is_reached(self):
        """Cython 3 makes objects of its own, which no runtime gets a record from."""
        own = "its function object is one of Cython's own, which leads to no record"
        for name, method in self.methods(self.text).items():
            if name in TYPED and name != "unused":
                self.assertEqual(own in json.dumps(method), not self.reaches_records, name)

    def assert_no_integers(self, text):
        """No method of the module `text` is typed that unboxes an integer."""
        self.assertNotEqual(text, self.text)
        for name, method in self.methods(text).items():
            for argument in method["args"] if method["verdict"] == "typed" else ():
                self.assertNotRegex(argument["unboxed_by"], "__Pyx_Py(Int|Long)_As", name)

    def test_other_converters(self):
        """Changes in what Cython wrote, which compile and mean something else."""
        changes = [
            # In a converter, or a part of it, in a branch that not every build has.
            (r"PyLong_AsLong\(x\)\)", "PyLong_AsLong(x) + 1)"),
            # In a macro that it uses.
            (r"return \(target_type\) value;", "return (target_type) (value + 1);"),
            # A macro that hides a name.
            (r"(static CYTHON_INLINE (?:\w+ )*__Pyx_Py(?:Int|Long)_As_\w+\(PyObject \*\);)",
             r"\1\n#undef __PYX_VERIFY_RETURN_INT\n"
             r"#define __PYX_VERIFY_RETURN_INT(t, f, v) return (t)7;"),
        ]  # fmt: skip
        for old, new in changes:
            with self.subTest(new):
                self.assert_no_integers(re.sub(old, new, self.text))

    def build(self, interpreter, through):
        folder = tempfile.mkdtemp(dir=self.directory)
        source = shutil.copy(self.written, folder)
        command = [*through, "gcc", "-shared", "-fPIC", "-O2", "-w", "-DNDEBUG"]
        command += extensions.include_flags(interpreter)
        command += [source, "-o", os.path.join(folder, "functions" + interpreter.suffix)]
        extensions.run(command, env=dict(os.environ, PYUNBOX_CACHE_DIR=""))
        return folder

    def outcomes(self, interpreter, folder, prelude="", repetitions=1):
        script = CALLS.format(prelude=prelude, repetitions=repetitions)
        environment = extensions.environment(folder, PYUNBOX_COUNT="1")
        return extensions.run([interpreter.path, "-c", script], env=environment, cwd=folder)

    def test_calls(self):
        found = interpreters.found()
        for interpreter in [found[0], interpreters.pypy()]:
            if interpreter.is_pypy and not self.release.version.startswith("0."):
                continue
            with self.subTest(interpreter.name):
                plain = self.build(interpreter, [])
                rewritten = self.build(interpreter, [build.tool(), "cc", "--"])
                prelude = "import pyunbox; pyunbox.install()" if interpreter.is_pypy else ""
                self.assertEqual(
                    self.outcomes(interpreter, plain),
                    self.outcomes(interpreter, rewritten, prelude),
                )
                if interpreter.is_pypy:
                    script = prelude + "\nimport functions\nfunctions.square(1.5)\n"
                    script += "print(pyunbox.counts()['functions.square'].typed)"
                    environment = extensions.environment(rewritten, PYUNBOX_COUNT="1")
                    counts = extensions.run(
                        [interpreter.path, "-c", script], env=environment, cwd=rewritten
                    )
                    self.assertEqual(counts, "1\n")


def load_tests(loader, _tests, _pattern):
    suite = unittest.TestSuite()
    for release in releases.load():
        name = "Cython" + release.version.replace(".", "_")
        case = type(name, (CythonTest,), {"release": release})
        suite.addTests(loader.loadTestsFromTestCase(case))
    return suite


if __name__ == "__main__":
    unittest.main()
