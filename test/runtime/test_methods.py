"""Methods of C types on PyPy, rewritten by the tool: the same outcomes as boxed calls, and
a program cannot tell them from the originals."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in ("support", "differential"):
    sys.path.insert(0, os.path.join(os.path.dirname(HERE), folder))

import build
import extensions
import interpreters

#: Methods whose record allows a call, in the table that three types have.
TYPED = 11


class MethodsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        sources = [os.path.join(HERE, "fixtures", each) for each in ("methods.c", "method_types.c")]
        cls.folders = extensions.build_both(
            build.tool(), interpreters.pypy(), "methods", sources, directory.name
        )

    def run_python(self, *arguments, build="typed", **variables):
        """Run PyPy; returns the finished process."""
        return subprocess.run(
            [interpreters.pypy().path, *arguments],
            env=extensions.environment(self.folders[build], **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def output(self, *arguments, **options):
        done = self.run_python(*arguments, **options)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout


class OutcomesTest(MethodsTest):
    def run_script(self, build, options, rounds, **variables):
        script = os.path.join(HERE, "method_outcomes.py")
        return json.loads(self.output(*options, script, rounds, build=build, **variables))

    def test_outcomes(self):
        # Often enough for the JIT to compile the guards.
        for options, rounds in (((), "3"), (("--jit", "off"), "1")):
            expected = self.run_script("boxed", options, rounds)
            got = self.run_script("typed", options, rounds, PYUNBOX_COUNT="1")
            self.assertEqual(expected["counts"], {})
            self.assertGreater(len(got["outcomes"]), 10_000)
            different = [
                pair for pair in zip(got["outcomes"], expected["outcomes"]) if pair[0] != pair[1]
            ]
            self.assertEqual(different[:5], [])
            self.assertEqual(len(got["outcomes"]), len(expected["outcomes"]))
            self.assertEqual(len(got["counts"]), 3 * TYPED + 1)
            for name, (typed, boxed, bailed) in got["counts"].items():
                self.assertGreater(typed, 5, name)
                self.assertGreater(boxed, 5, name)
                self.assertEqual(bailed > 0, name.endswith("scale"), name)


class LikenessTest(MethodsTest):
    """`f` is what attribute access yields, `raw` what stands in the type's dict."""

    EXPRESSIONS = (
        "f.__name__",
        "f.__qualname__",
        "f.__doc__",
        "f.__text_signature__",
        "f.__module__",
        "f.__objclass__",
        "f.__self__",
        "f.__func__ is raw, f.__func__",
        "f, repr(raw)",
        "type(f).__name__, type(raw).__name__",
        "dir(f), dir(raw)",
        "f.foo",
        "setattr(f, 'foo', 1)",
        "setattr(f, '__module__', 'elsewhere')",
        "raw.__objclass__ is T",
        "raw.__self__",
        "f == get(), f is get(), f != get(), hash(f) == hash(get())",
        "f == getattr(T(), name), get() in {f: 1}",
        "callable(f), callable(raw), hasattr(f, '__get__'), hasattr(raw, '__get__')",
        "[test(each) for test in tests for each in (f, raw)]",
        "inspect.signature(f)",
        "inspect.signature(raw)",
        "[each[:3] for each in inspect.classify_class_attrs(T) if each.name == name]",
        "inspect.getattr_static(T, name) is raw",
        "pydoc.render_doc(f)",
        "pydoc.render_doc(T)",
        "pickle.dumps(raw)",
        "pickle.loads(pickle.dumps(f)) == f",
        "raw.__reduce__()",
        "raw.__reduce_ex__(1)",
        "pickle.dumps(raw, 1)",
        "copy.copy(raw)",
        "copy.deepcopy(raw)",
        "f(**{1: 2})",
        "f(*3)",
        "f(**3)",
        "raw(*3)",
        "f(1, self=2)",
        "f(1, it=2)",
        "raw.__get__(T())(5)",
        "raw.__get__(None, T)(5)",
        "raw.__get__(T(), T)",
        "raw.__get__(3)",
        "raw.__get__(None)",
        "raw.__get__(3)(5)",
        "raw.__get__(T(), None)",
        "type('X', (), {'f': f})().f(5)",
        "type('X', (), {'f': f})().f",
        "type('X', (T,), {name: lambda self, x: ('mine', getattr(super(X, self), name, x))})",
        "operator.methodcaller(name, 5)(T())",
        "functools.partial(f, 5)()",
        "list(map(f, [1, 2, 3]))",
        "[getattr(T(), name)(i) for i in range(3)]",
        "traceback_of(lambda: f('x'))",
        "traceback_of(lambda: raw(T(), 'x'))",
        "frames_in(f)",
        "math.floor(T())",
        "delattr(T, 'nothing')",
    )
    SETUP = """
import copy, functools, inspect, math, operator, pickle, pydoc, sys, traceback
import methods
T, name = methods.{kind}, {name!r}
instance = T()
get = lambda: getattr({target}, name)
f, raw = get(), vars(T)[name]
tests = (inspect.isbuiltin, inspect.isroutine, inspect.isfunction, inspect.ismethod,
         inspect.ismethoddescriptor, inspect.isdatadescriptor, inspect.isclass)
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

    def outcomes(self, build, kind, target, name, before=""):
        """One line per expression, addresses left out; at the depth of a call."""
        code = self.SETUP.format(
            kind=kind, target=target, name=name, expressions=self.EXPRESSIONS
        )
        program = before + "def run(): exec(%r, globals())\nrun()" % code
        output = self.output("-c", program, build=build)
        return re.sub("0x[0-9a-f]+", "0x", output).splitlines()

    def test_expressions(self):
        names = ["triple", "scale", "seven", "static_triple", "class_triple", "class_seven"]
        for kind in ("Fixed", "Made", "Made.Inner"):
            for target in ("T", "instance"):
                for name in names:
                    with self.subTest((kind, target, name)):
                        install = (
                            "import pyunbox, methods; pyunbox.install()\n"
                            "assert pyunbox.signature(methods.%s.%s).unboxed\n" % (kind, name)
                        )
                        self.assertEqual(
                            self.outcomes("typed", kind, target, name, install),
                            self.outcomes("boxed", kind, target, name),
                        )

    def test_documented_differences(self):
        """docs/pypy.md, "What differs"."""
        code = (
            "import methods, types, weakref\n"
            "f, other = methods.Fixed.triple, methods.Fixed.itself\n"
            "print(type(f) is type(other), isinstance(f, type(other)))\n"
            "print(isinstance(f, types.BuiltinFunctionType))\n"
            "bound = methods.Fixed().triple\n"
            "print(type(bound) is type(methods.Fixed().itself))\n"
            "try: print(weakref.ref(f)() is f)\n"
            "except TypeError: print('TypeError')\n"
        )
        install = "import pyunbox; pyunbox.install()\n"
        self.assertEqual(self.output("-c", code).split(), "True True False True TypeError".split())
        self.assertEqual(
            self.output("-c", install + code).split(), "False False True True True".split()
        )


class ActivationTest(MethodsTest):
    REPORT = (
        "import methods, pyunbox\n"
        "pyunbox.install()\n"
        "methods.Fixed().triple(3); methods.Fixed().triple(True); methods.Made.class_triple(1)\n"
        "report = pyunbox.report()\n"
        "for name in ('Fixed.triple', 'Made.class_triple', 'Made.Inner.static_scale',\n"
        "             '_Base.inherited', 'Fixed.__floor__'):\n"
        "    print(report['methods.' + name])\n"
        "print(len(report), 'methods.Fixed.itself' in report)\n"
    )

    def test_report(self):
        special = "boxed: its name means something to the interpreter"
        self.assertEqual(
            self.output("-c", self.REPORT).splitlines(),
            ["unboxed"] * 4 + [special, "%d False" % (3 * (TYPED + 1) + 1)],
        )
        self.assertEqual(
            self.output("-c", self.REPORT, PYUNBOX_COUNT="1").splitlines(),
            [
                "unboxed, Counts(typed=1, boxed=1, bailed=0)",
                "unboxed, Counts(typed=1, boxed=0, bailed=0)",
                "unboxed, Counts(typed=0, boxed=0, bailed=0)",
                "unboxed, Counts(typed=0, boxed=0, bailed=0)",
                special,
                "%d False" % (3 * (TYPED + 1) + 1),
            ],
        )

    def test_trace(self):
        done = self.run_python("-m", "pyunbox", "run", "-c", "import methods", PYUNBOX_TRACE="1")
        lines = done.stderr.splitlines()
        for line in (
            "methods.Fixed.triple: unboxed: long (long)",
            "methods.Made.Inner.static_scale: unboxed: double (double, int)",
            "methods.Made.class_seven: unboxed: long (void)",
            "methods.Fixed.count: unboxed, with the GIL: long (long)",
            "methods.Fixed.itself: boxed: no record",
            "methods.Fixed.__floor__: boxed: its name means something to the interpreter",
        ):
            self.assertIn("pyunbox: " + line, lines)
        self.assertEqual(len(lines), len({line.split(": ")[1] for line in lines}))

    def test_signature(self):
        code = (
            "import methods, pyunbox\n"
            "T = methods.Fixed\n"
            "def show():\n"
            "    for f in (T.triple, T().triple, T.static_triple, T.class_triple, T.itself):\n"
            "        s = pyunbox.signature(f)\n"
            "        print(s and (s.name, s.declaration, s.call, s.unboxed))\n"
            "show(); pyunbox.install(); show()\n"
        )
        names = ("triple", "triple", "static_triple", "class_triple")
        expected = [
            str(each and (each, "long (long)", "direct", unboxed))
            for unboxed in (False, True)
            for each in (*names, None)
        ]
        self.assertEqual(self.output("-c", code).splitlines(), expected)

    def test_switched_off(self):
        code = self.REPORT.replace("print(report[", "print(name in report) #")
        self.assertEqual(
            self.output("-c", code, PYUNBOX="0").splitlines(), ["False"] * 5 + ["0 False"]
        )

    def test_compiled_loops(self):
        """They see what was put into the type after their compilation, by anybody."""
        code = (
            "import methods, pyunbox\n"
            "class Sub(methods.Fixed): pass\n"
            "class Made(methods.Made): pass\n"
            "def loop(object, name):\n"
            "    total = 0\n"
            "    for i in range(5000):\n"
            "        total += object.triple(i)\n"
            "    count = pyunbox.counts().get(name)\n"
            "    print(total, count and count.typed)\n"
            "objects = Sub(), methods.Fixed(), Made(), methods.Made()\n"
            "def loops():\n"
            "    for i, object in enumerate(objects):\n"
            "        loop(object, 'methods.%s.triple' % ('Fixed', 'Made')[i // 2])\n"
            "loops(); pyunbox.install(); loops()\n"
            "methods.Made.triple = lambda self, x: x\n"
            "Sub.triple = lambda self, x: 2 * x\n"
            "loops()\n"
        )
        boxed, total = "37492500 None", 37492500
        typed = ["%d %d" % (total, n * 5000) for n in (1, 2, 1, 2)]
        changed = ["%d 10000" % (total // 3 * 2), "%d 15000" % total] + [
            "%d 10000" % (total // 3)
        ] * 2
        self.assertEqual(
            self.output("-c", code, PYUNBOX_COUNT="1").splitlines(), [boxed] * 4 + typed + changed
        )

    def test_taken_over(self):
        """A descriptor in the dict of another type, which is looked at first."""
        code = (
            "import methods, pyunbox\n"
            "Fixed = methods.Fixed\n"
            "del methods.Fixed\n"
            "methods.Fixed = Fixed\n"
            "methods.Made.taken = Fixed.triple\n"
            "pyunbox.install()\n"
            "print(pyunbox.signature(Fixed.triple).unboxed, Fixed().triple(3))\n"
            "try: methods.Made().taken(3)\n"
            "except TypeError as error: print(error)\n"
        )
        self.assertEqual(
            self.output("-c", code).splitlines(),
            [
                "True 9",
                "descriptor 'triple' requires a 'methods.Fixed' object but received a 'Made'",
            ],
        )

    def test_other_types(self):
        """A type with a metaclass, a builtin type, and a class of Python stay as they are."""
        code = (
            "import methods, pyunbox\n"
            "class Meta(type):\n"
            "    def __getattribute__(self, name): raise LookupError(name)\n"
            "class Odd(metaclass=Meta): pass\n"
            "class Python:\n"
            "    taken = methods.Fixed.triple\n"
            "    static = staticmethod(methods.Fixed.static_triple)\n"
            "    own = lambda self: 1\n"
            "before = dict(vars(Python))\n"
            "methods.Odd, methods.Python, methods.int = Odd, Python, int\n"
            "methods.again, Python.Outer = methods.Fixed, methods.Fixed\n"
            "pyunbox.install()\n"
            "print([n for n, v in before.items() if vars(Python)[n] is not v])\n"
            "print(pyunbox.signature(methods.Fixed.triple).unboxed, Python.static(3))\n"
            "print([n for n in pyunbox.report() if 'Fixed' not in n and 'Made' not in n])\n"
        )
        self.assertEqual(
            self.output("-c", code).splitlines(),
            ["[]", "True 9", "['methods._Base.inherited']"],
        )


if __name__ == "__main__":
    unittest.main()
