"""What SWIG writes is typed where its functions take and return numbers; a changed helper is
not taken for SWIG's; built for CPython and PyPy, all calls have the results that they had."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("support", "differential")]

import build
import extensions
import interpreters

SOURCE = os.path.join(HERE, "fixtures", "numbers.i")

# Read in numbers.i: result and arguments as SWIG converts them, and whether the call can be
# made without objects (not where SWIG narrows a long to an int first).
TYPED = {
    "half": ("double", ["double"], True),
    "mean": ("double", ["double", "double"], True),
    "scaled": ("double", ["double", "double", "long"], False),
    "add": ("long", ["long", "long"], True),
    "weigh": ("double", ["double"] * 4, True),
    "zero": ("int", [], True),
    "cube": ("double", ["double", "double"], True),
}
REJECTED = {"length", "point_x_set", "point_x_get", "new_point", "delete_point"}
#: Those whose arguments are unpacked by SWIG's own function.
UNPACKED = {name for name, (_, arguments, _) in TYPED.items() if len(arguments) > 1}

CALLS = """
import json, sys
if sys.argv[1:]:
    import pyunbox
    pyunbox.install()
import _numbers as m

values = [0, 1, -1, 2.5, -0.0, float("inf"), 2**31, -2**31, 2**63 - 1, 2**63, -2**70,
          True, None, "a", [], 10**400]

def outcome(f, *args, **names):
    try:
        result = f(*args, **names)
    except Exception as error:
        return type(error).__name__, str(error)
    return type(result).__name__, repr(result)

out = []
for name in %s:
    f = getattr(m, name)
    for most in range(6):
        out.append((name, outcome(f, *[1.5] * most)))
    for x in values:
        out.append((name, outcome(f, x)))
        out.append((name, outcome(f, x=x)))
        for y in values:
            out.append((name, outcome(f, x, y)))
            out.append((name, outcome(f, x, y, 3)))
            out.append((name, outcome(f, 1.5, 2.5, x, y)))
point = m.new_point()
m.point_x_set(point, 4.5)
out.append(m.point_x_get(point))
m.delete_point(point)
out.append((m.half.__name__, m.half.__doc__))
unboxed = []
if sys.argv[1:]:
    unboxed = [name for name, count in pyunbox.counts().items() if count.typed]
print(json.dumps([out, unboxed]))
""" % sorted(TYPED)


class SwigTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.written = os.path.join(cls.directory, "numbers.c")
        command = ["swig", "-python", "-outdir", cls.directory, "-o", cls.written, SOURCE]
        extensions.run(command)
        with open(cls.written, encoding="utf-8") as file:
            cls.text = file.read()

    def methods(self, text, interpreter=None):
        """The report on `text`, by the names of methods; as gcc reads it."""
        interpreter = interpreter or interpreters.cpythons()[0]
        path = os.path.join(tempfile.mkdtemp(dir=self.directory), "numbers.c")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        with open(os.path.join(os.path.dirname(path), "other.h"), "w", encoding="utf-8") as file:
            file.write("#undef PyTuple_GET_ITEM\n#define PyTuple_GET_ITEM(t, i) ((PyObject *)t)\n")
        command = [build.tool(), "analyze", "--cache-dir=", "--format=json", path]
        command += ["--", "gcc", "-O2", *extensions.include_flags(interpreter)]
        report = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        return {m["name"]: m for m in json.loads(report.stdout)["methods"]}

    def test_verdicts(self):
        for interpreter in (interpreters.cpythons()[0], interpreters.pypy()):
            methods = self.methods(self.text, interpreter)
            for name, (result, arguments, alone) in TYPED.items():
                with self.subTest(name, interpreter=interpreter.name):
                    method = methods[name]
                    self.assertEqual(method["verdict"], "typed", method["reason"])
                    self.assertEqual([a["c_type"] for a in method["args"]], arguments)
                    self.assertEqual(method["returns"]["c_type"], result)
                    how = method["callable"]["pypy"]["how"]
                    self.assertEqual(how, "direct" if alone else "boxed")
            for name in REJECTED:
                with self.subTest(name, interpreter=interpreter.name):
                    self.assertEqual(methods[name]["verdict"], "rejected")

    def test_default(self):
        less = self.methods(self.text)["cube"]["args"][1]
        self.assertTrue(less["optional"])
        self.assertEqual(less["default"], 0.0)

    def test_other_helpers(self):
        """Changes in the helper, or in what its names mean, which compile."""
        helper = r"(SWIG_Python_UnpackTuple\(PyObject \*args, (?:.|\n)*?"
        before = r"(?=SWIG\w+ Py_ssize_t\nSWIG_Python_UnpackTuple)"
        changes = [
            (helper + r")PyTuple_GET_ITEM\(args, i\)", r"\1PyTuple_GET_ITEM(args, l - 1 - i)"),
            (helper + r")objs\[l\] = 0;", r"\1objs[l] = args;"),
            (helper + r")return i \+ 1;", r"\1return i;"),
            (
                before,
                "#undef PyTuple_GET_ITEM\n"
                r"#define PyTuple_GET_ITEM(t, i) PyTuple_GetSlice(t, i, i + 1)\n",
            ),
            (before, '#include "other.h"\n'),
            (
                before,
                "#undef PyTuple_GET_ITEM\n"
                "static PyObject *PyTuple_GET_ITEM(PyObject *t, Py_ssize_t i) { return t; }\n",
            ),
            (before, "static Py_ssize_t SWIG_Python_UnpackTuple();\n"),
            (r"(SWIG\w+) Py_ssize_t(\nSWIG_Python_UnpackTuple)", r"\1 _Bool\2"),
            (r"SWIG\w+ (Py_ssize_t\nSWIG_Python_UnpackTuple)", r"__attribute__((weak)) \1"),
        ]
        for old, new in changes:
            with self.subTest(new):
                text = re.sub(old, new, self.text)
                self.assertTrue(text != self.text)
                methods = self.methods(text)
                self.assertEqual(methods["half"]["verdict"], "typed")
                for name in UNPACKED:
                    self.assertEqual(methods[name]["verdict"], "rejected", name)

    def test_order(self):
        """What is read beside the call may be read before it."""
        text = self.text.replace(
            'if (!SWIG_Python_UnpackTuple(args, "mean", 2, 2, swig_obj))',
            'if (SWIG_Python_UnpackTuple(args, "mean", 2, 2, swig_obj) + (swig_obj[0] ? 2 : 0) < 2)',
        )
        self.assertTrue(text != self.text)
        self.assertEqual(self.methods(text)["mean"]["verdict"], "rejected")

    def outcomes(self, interpreter, folder, *arguments):
        """Of all calls, and which functions were called unboxed."""
        environment = extensions.environment(folder, PYUNBOX_COUNT="1")
        command = [interpreter.path, "-c", CALLS, *arguments]
        return json.loads(extensions.run(command, env=environment))

    def test_calls(self):
        alone = {"_numbers." + name for name, (_, _, alone) in TYPED.items() if alone}
        for interpreter in [*interpreters.cpythons(), interpreters.pypy()]:
            with self.subTest(interpreter.name):
                folders = extensions.build_both(
                    build.tool(),
                    interpreter,
                    "_numbers",
                    [self.written],
                    tempfile.mkdtemp(dir=self.directory),
                    ["-w"],
                )
                plain, _ = self.outcomes(interpreter, folders["boxed"])
                arguments = ["install"] if interpreter.is_pypy else []
                rewritten, unboxed = self.outcomes(interpreter, folders["typed"], *arguments)
                self.assertEqual(rewritten, plain)
                self.assertEqual(set(unboxed), alone if interpreter.is_pypy else set())


if __name__ == "__main__":
    unittest.main()
