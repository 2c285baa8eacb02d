"""Functions that may be called without the GIL, called so from eight threads at once:
ThreadSanitizer finds no race in what the tool has written, nor in libpyunbox.

A program that embeds CPython, libpyunbox and the modules are compiled with
ThreadSanitizer. Of the interpreter, which is not, it sees locks and allocations only.
Entries that take the GIL exist on PyPy alone: `stress` counts what they do there."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "fixtures")
ROOT = os.path.dirname(os.path.dirname(HERE))
for folder in ("support", "differential"):
    sys.path.insert(0, os.path.join(ROOT, "test", folder))

import build
import extensions
import interpreters

SANITIZE = ["-fsanitize=thread", "-g"]
CALLS = 5000

EMBED = """
import sysconfig
print("-L" + sysconfig.get_config_var("LIBDIR"))
print("-lpython" + sysconfig.get_config_var("LDVERSION"))
"""


class RacesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.interpreter = interpreters.cpythons()[0]
        cls.program = os.path.join(cls.directory, "all_at_once")
        embed = extensions.run([cls.interpreter.path, "-c", EMBED]).split()
        extensions.run(
            ["cc", "-std=c99", "-O2", *extensions.WARNINGS, *SANITIZE]
            + extensions.include_flags(cls.interpreter)
            + [os.path.join(FIXTURES, "all_at_once.c"), "-o", cls.program]
            + extensions.library(cls.interpreter, cls.directory, SANITIZE)
            + ["-lffi", "-pthread", *embed]
        )

    def run_program(self, module, sources, launcher=()):
        """What the program prints, line by line, and its errors."""
        extensions.build_module(
            self.interpreter, module, sources, self.directory, SANITIZE, launcher=launcher
        )
        done = subprocess.run(
            [self.program, module, str(CALLS)],
            # One race is enough.
            env=extensions.environment(self.directory, TSAN_OPTIONS="halt_on_error=1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return done.stdout.splitlines(), done.stderr, done.returncode

    def check(self, module, *sources):
        """Run the program with a module rewritten by the tool; returns the functions that were
        called: name -> (calls done, calls that bailed out)."""
        lines, errors, status = self.run_program(
            module, sources, launcher=[build.tool(), "cc", "--"]
        )
        self.assertEqual((errors, status), ("", 0), lines)
        called = {}
        for line in lines:
            name, _, rest = line.partition(": ")
            if " done, " in rest:
                words = rest.rpartition(": ")[2].split()
                called[name] = int(words[0]), int(words[2])
        for name, (done, bailed) in called.items():
            self.assertEqual(done + bailed, 8 * CALLS, name)
        return called

    def test_kinds(self):
        called = self.check("kinds", os.path.join(ROOT, "bench", "kinds", "kinds.c"))
        direct = "long1_o long1 long2 long3 double1_o double1 double2 double3 nothing odd text buffer"
        direct = {"kinds." + name for name in (direct + " view split inverse Adder.add").split()}
        self.assertEqual(set(called), direct)
        bailing = {name for name, (_, bailed) in called.items() if bailed}
        self.assertEqual(bailing, {"kinds.inverse"})

    def test_methods(self):
        sources = (os.path.join(FIXTURES, name) for name in ("methods.c", "method_types.c"))
        called = self.check("methods", *sources)
        self.assertIn("methods.Fixed.triple", called)
        self.assertIn("methods.Made.class_scale", called)
        self.assertNotIn("methods.Fixed.count", called)

    def test_fast(self):
        folder = os.path.join(ROOT, "test", "differential", "fixtures")
        sources = (os.path.join(folder, name) for name in ("fast.c", "fast_elsewhere.c"))
        called = self.check("fast", *sources)
        for name in ("releases", "widths", "as_float", "truth", "byte", "character", "named"):
            self.assertIn("fast." + name, called)
        for name in ("counts", "elsewhere", "releases_and_raises"):
            self.assertNotIn("fast." + name, called)

    def test_race_is_seen(self):
        lines, errors, status = self.run_program("racing", [os.path.join(FIXTURES, "racing.c")])
        self.assertIn("WARNING: ThreadSanitizer: data race", errors)
        self.assertIn("racing.c", errors)
        self.assertEqual(status, 66)


if __name__ == "__main__":
    unittest.main()
