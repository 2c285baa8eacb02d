"""The module and the benchmark that the project began with, as they stand under
bench/, built by `pyunbox cc -- gcc` for every interpreter."""

import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
for folder in ("test/support", "test/differential", "bench/support"):
    sys.path.insert(0, os.path.join(ROOT, folder))

import build
import extensions
import interpreters
import seed

INSPECT = """
import mytypedmod, pyunbox
pyunbox.install()
known = pyunbox.signature(mytypedmod.inc)
print(known and (known.declaration, known.call, known.unboxed))
print(mytypedmod.inc(41), mytypedmod.inc(True), mytypedmod.inc(2**63 - 2))
for wrong in (1.5, None, "1", 2**63):
    try:
        print(mytypedmod.inc(wrong))
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
"""


class SeedTest(unittest.TestCase):
    def test_every_interpreter(self):
        for interpreter in interpreters.found():
            with self.subTest(interpreter.name), tempfile.TemporaryDirectory() as folder:
                self.check(interpreter, folder)

    def check(self, interpreter, folder):
        boxed, rewritten = (os.path.join(folder, kind) for kind in ("boxed", "rewritten"))
        seed.build(interpreter, ["gcc"], boxed)
        seed.build(interpreter, [build.tool(), "cc", "--", "gcc"], rewritten)
        before, after = (
            extensions.run(
                [interpreter.path, "-c", INSPECT], env=extensions.environment(each)
            ).splitlines()
            for each in (boxed, rewritten)
        )
        self.assertEqual(before.pop(0), "None")
        self.assertEqual(after.pop(0), str(("long (long)", "direct", interpreter.is_pypy)))
        self.assertEqual(before, after)
        self.assertEqual(before[0], "42 2 9223372036854775807")
        environment = extensions.environment(rewritten)
        program = os.path.join(ROOT, "bench/seed/bench.py")
        answer = extensions.run([interpreter.path, "-m", "pyunbox", "run", program], env=environment)
        self.assertEqual(answer, "10000000\n")


if __name__ == "__main__":
    unittest.main()
