"""CPython: METH_VARARGS methods that are called by METH_FASTCALL are what they were.

    test_fastcall.py [--sets N] [--seed N]

On every CPython found, `fixtures/fast.c` as it is against the same built through
`pyunbox cc`. What the interpreter itself says of a keyword that is no str is the one
thing that differs, and has a test of its own.
"""

import argparse
import inspect
import json
import os
import sys
import tempfile
import unittest

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(_HERE), "support"))

import extensions  # noqa: E402
import interpreters  # noqa: E402

import build  # noqa: E402

FIXTURES = os.path.join(_HERE, "fixtures")
PROGRAM = os.path.join(_HERE, "programs", "fastcalls.py")
COUNTING = ["-include", os.path.join(FIXTURES, "count_fast_calls.h")]

METH_VARARGS, METH_KEYWORDS, METH_CLASS, METH_STATIC, METH_FASTCALL = 1, 2, 16, 32, 128

#: Methods that raise for about half of their arguments.
RAISING = {"checked", "root", "only_named"}

#: Typed, but called as before: what the interpreter says when it is given a keyword
#: names the type, which no function knows.
BOXED = {"Thing.plain"}

RULES = {
    "draw": [{"argument": name, "from": 0, "to": 900} for name in ("arg0", "y", "z", "w")],
    "exclude": [],
}

OPTIONS = argparse.ArgumentParser()
OPTIONS.add_argument("--sets", type=int, default=1500, help="per function")
OPTIONS.add_argument("--seed", type=int, default=1)


def _version(interpreter):
    return interpreter.version


class Built:
    """The module `fast` in a folder of its own, for one interpreter."""

    def __init__(self, interpreter, directory, compiler, flags=()):
        os.makedirs(directory)
        self.interpreter = interpreter
        self.environment = extensions.environment(directory)
        helper = os.path.join(directory, "fast_elsewhere.o")
        source = os.path.join(FIXTURES, "fast_elsewhere.c")
        extensions.run(["gcc", "-c", "-fPIC", "-O1", source, "-o", helper])
        command = [*compiler, "-shared", "-fPIC", "-O1", *extensions.WARNINGS, *flags]
        command += extensions.include_flags(interpreter)
        command += [os.path.join(FIXTURES, "fast.c"), helper]
        output = os.path.join(directory, "fast" + interpreter.suffix)
        extensions.run([*command, "-o", output])

    def run(self, *arguments, options=()):
        """What the interpreter prints."""
        command = [self.interpreter.path, *options, *arguments]
        return extensions.run(command, env=self.environment)

    def evaluate(self, expression):
        """The value of an expression, where `f` is the module and `flags(f.x)` are
        the ml_flags of a method."""
        return json.loads(self.run("-c", PREAMBLE + "print(json.dumps(%s))" % expression))


PREAMBLE = """
import ctypes, inspect, json
import fast as f
def flags(method):
    row = ctypes.c_void_p.from_address(id(method) + object.__basicsize__).value
    return ctypes.c_int.from_address(row + 2 * ctypes.sizeof(ctypes.c_void_p)).value
def text(call):
    try:
        return repr(call())
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
"""


class FastCall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="pyunbox-")
        cls.addClassCleanup(temporary.cleanup)
        cls.directory = temporary.name
        cls.launcher = [build.tool(), "cc", "--", "gcc"]
        cls.builds = []
        for interpreter in interpreters.cpythons():
            folder = os.path.join(cls.directory, interpreter.name)
            cls.builds.append(
                [
                    Built(interpreter, os.path.join(folder, kind), compiler, COUNTING)
                    for kind, compiler in (("before", ["gcc"]), ("after", cls.launcher))
                ]
            )

    def some(self):
        """Three interpreters, numbered: the first, the oldest and the newest."""
        by_version = sorted((before.interpreter for before, _ in self.builds), key=_version)
        return enumerate([self.builds[0][0].interpreter, by_version[0], by_version[-1]])

    def for_each(self, check):
        """Call check(before, after) for every interpreter."""
        self.assertTrue(self.builds, "no CPython with headers found")
        for before, after in self.builds:
            with self.subTest(before.interpreter.name):
                check(before, after)

    # ---- the same results ----

    def test_same_outcomes(self):
        self.for_each(self.check_outcomes)

    def test_same_outcomes_in_development_mode(self):
        for before, after in self.builds[:1]:
            self.check_outcomes(before, after, options=["-X", "dev"])

    def check_outcomes(self, before, after, options=(), methods=None):
        signatures = json.loads(after.run(PROGRAM, "signatures"))
        job = {"signatures": signatures, "rules": RULES}
        job.update(seed=GIVEN.seed, sets=GIVEN.sets)
        path = os.path.join(self.directory, "job.json")
        with open(path, "w", encoding="ascii") as file:
            json.dump(job, file)
        lines, unboxed = {}, {}
        for kind, built in (("before", before), ("after", after)):
            out = os.path.join(self.directory, kind + ".out")
            answer = built.run(PROGRAM, "outcomes", path, out, options=options)
            unboxed[kind] = json.loads(answer)
            with open(out, encoding="ascii") as file:
                lines[kind] = file.readlines()
        self.assertEqual(len(lines["before"]), len(lines["after"]))
        different = [pair for pair in zip(lines["before"], lines["after"]) if pair[0] != pair[1]]
        self.assertEqual(different[:5], [])
        self.assertEqual(set(unboxed["before"].values()), {0})
        self.check_fast_path_was_taken(unboxed["after"], methods or METHODS)

    def check_fast_path_was_taken(self, unboxed, methods):
        self.assertEqual({name for name, calls in unboxed.items() if calls == 0}, BOXED)
        self.assertEqual(len(unboxed), methods)
        for name, calls in unboxed.items():
            least = GIVEN.sets / (5 if name in RAISING else 2)
            if name not in BOXED:
                self.assertGreaterEqual(calls, least, name)

    def test_keywords_that_are_no_str(self):
        """The interpreter refuses them itself, before it calls."""
        self.for_each(self.check_odd_keys)

    def check_odd_keys(self, before, after):
        for call in ("f.as_int(1, **{1: 2})", "f.deaf(1, **{1: 2})", "f.named(1, **{1: 2})"):
            said = [each.evaluate("text(lambda: %s)" % call) for each in (before, after)]
            if before.interpreter.version < (3, 9):
                self.assertEqual(*said)
            else:
                self.assertEqual(said[1], "TypeError: keywords must be strings")

    # ---- the same objects ----

    def test_conventions(self):
        self.for_each(self.check_conventions)

    def check_conventions(self, before, after):
        fast = METH_FASTCALL | METH_KEYWORDS
        for method, expected in (
            ("f.as_int", fast),
            ("f.named", fast),
            ("f.counts", fast),
            ("f.Thing().scale", fast),
            ("f.Thing().static_scale", fast | METH_STATIC),
            ("f.Thing().class_scale", fast | METH_CLASS),
            ("f.Thing().plain", METH_VARARGS),
        ):
            self.assertEqual(after.evaluate("flags(%s)" % method), expected, method)
        self.assertEqual(before.evaluate("flags(f.as_int)"), METH_VARARGS)

    def test_nothing_else_changes(self):
        self.for_each(self.check_appearance)

    def check_appearance(self, before, after):
        for expression in (
            "dir(f)",
            "[repr(v)[:25] for v in vars(f).values()]",
            "[f.named.__doc__, f.named.__text_signature__, f.as_long.__doc__]",
            "[f.named.__name__, f.named.__qualname__, f.named.__module__]",
            "[str(inspect.signature(f.named)), str(inspect.signature(f.as_int))]",
            "text(lambda: f.as_int(x=1))",
            "text(lambda: f.as_int(1, **{}))",
            "text(lambda: f.named(1, **{}))",
            "text(lambda: f.named(1, x=1))",
            "text(lambda: f.named(1, 2, 3, 4))",
            "text(lambda: f.only_named(1, 2, 3))",
            "[text(lambda v=v: f.forgets(v)) for v in [3] * 50 + [-1]][-1]",
            "[text(lambda v=v: f.says_nothing(v)) for v in [2, 3, 2, 3]]",
            "[text(lambda v=v: f.clears(v)) for v in (1, 5, 1)]",
            "[text(lambda v=v: f.reports(1, v)) for v in (2.0, -2.0, 3.0)]",
            # Call instructions that are specialised test nothing after the call.
            "[text(lambda v=v: f.unchecked(v)) for v in [3] * 50 + ['a']][-1]",
            "[text(lambda v=v: f.unchecked_names(v)) for v in [3] * 50 + ['a']][-1]",
            "text(lambda: f.Thing.plain(f.Thing(), x=1))",
            "text(lambda: f.Thing.scale(1, 2))",
        ):
            with self.subTest(expression):
                self.assertEqual(before.evaluate(expression), after.evaluate(expression))

    def test_arguments_are_held(self):
        """Whoever calls with an array need not hold what is in it."""
        self.for_each(self.check_held)

    def check_held(self, before, after):
        self.assertEqual(after.run("-c", HELD).split(), ["True", "True"])

    # ---- when it is made ----

    def test_switched_off(self):
        for number, interpreter in self.some():
            with self.subTest(interpreter.name):
                folder = os.path.join(self.directory, "off%d" % number)
                off = Built(interpreter, folder, self.launcher, ["-DPYUNBOX_NO_FASTCALL"])
                self.assertEqual(off.evaluate("flags(f.as_int)"), METH_VARARGS)
                self.assertEqual(off.evaluate("f.as_int(1)"), 4)

    def test_kept_conventions(self):
        before, _ = self.builds[0]
        launcher = ["env", "PYUNBOX_KEEP_CONVENTION=fast.as_int,named", *self.launcher]
        kept = Built(before.interpreter, os.path.join(self.directory, "kept"), launcher)
        self.assertEqual(kept.evaluate("flags(f.as_int)"), METH_VARARGS)
        self.assertEqual(kept.evaluate("flags(f.named)"), METH_VARARGS | METH_KEYWORDS)
        self.assertEqual(
            kept.evaluate("flags(f.as_long)"), METH_FASTCALL | METH_KEYWORDS
        )

    def test_limited_api(self):
        """From 3.10 on there is a METH_FASTCALL; before, rows are as they were."""
        for number, interpreter in self.some():
            with self.subTest(interpreter.name):
                self.check_limited(interpreter, "limited%d" % number)

    def check_limited(self, interpreter, name):
        for api, fast in (("0x03080000", False), ("0x030a0000", interpreter.version >= (3, 10))):
            folder = os.path.join(self.directory, name + api)
            limit = ["-DPy_LIMITED_API=" + api]
            built = Built(interpreter, folder, self.launcher, [*limit, *COUNTING])
            flags = built.evaluate("flags(f.as_int)")
            self.assertEqual(bool(flags & METH_FASTCALL), fast, api)
            if fast:
                plain = Built(interpreter, folder + "-plain", ["gcc"], [*limit, *COUNTING])
                # Compiled with 3.13's headers, "#" would raise on 3.10.
                untyped = 2 * (interpreter.version >= (3, 13))
                self.check_outcomes(plain, built, methods=METHODS - untyped)

    # ---- several interpreters in one process ----

    def test_subinterpreters(self):
        self.for_each(self.check_subinterpreters)

    def check_subinterpreters(self, before, after):
        self.assertEqual(after.run("-c", SUBINTERPRETERS).split(), ["6.0"] * 4)


SUBINTERPRETERS = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
call = "import fast; print(fast.named(2.0, times=3), flush=True)"
exec(call)
for _ in range(2):
    one = interpreters.create()
    interpreters.run_string(one, call)
    interpreters.destroy(one)
exec(call)
"""

HELD = """
import fast, functools, warnings
size = 3000
def hook(*args, **keywords):
    global other
    call.__setstate__((print, (), {}, {}))
    other = [b'Z' * size for _ in range(200)]
warnings.simplefilter('ignore')
expected = [fast.warns_first('a' * size), fast.warns_first('a' * size, b'b' * size)]
warnings.simplefilter('always')
warnings.showwarning = hook
call = functools.partial(fast.warns_first, 'a' * size)
print(call() == expected[0])
call = functools.partial(fast.warns_first, 'a' * size, b'b' * size)
print(call() == expected[1])
"""

#: Of fixtures/fast.c that are typed.
METHODS = 38

GIVEN, _REST = OPTIONS.parse_known_args()

if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]] + _REST)
