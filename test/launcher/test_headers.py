"""The rewritten source finds the headers that the source finds. What these are
the engine knows; only where that does not settle it gcc is asked."""

import shlex
import unittest

from launcher_case import C_COMPILERS, MARK, LauncherCase

GCC = next((each for each in C_COMPILERS if "clang" not in each), None)
COMPILER = """#!/bin/sh
echo "$@" >> %s
exec %s "$@"
"""


@unittest.skipUnless(GCC, "needs gcc")
class Headers(LauncherCase):
    def setUp(self):
        super().setUp()
        self.calls = self.dir / "compiler.log"
        self.compiler = self.dir / "gcc"
        self.compiler.write_text(COMPILER % (self.calls, GCC))
        self.compiler.chmod(0o755)
        self.write_project()
        (self.project / "deps").mkdir()

    def read_by_gcc(self, *command):
        done = self.run_command([GCC, "-M", *command])
        self.assertEqual(done.returncode, 0, done.stderr)
        return shlex.split(done.stdout.replace("\\\n", " ").partition(":")[2])

    def compile(self, known, *command):
        """Returns the process, the object, and the calls that only list headers."""
        self.calls.unlink(missing_ok=True)
        text = "".join(file + "\n" for file in known)
        done = self.cc(self.compiler, *command, FAKE_ENGINE_HEADERS=text)
        self.assertEqual(done.returncode, 0, done.stderr)
        calls = [line.split() for line in self.calls.read_text().splitlines()]
        listing = [call for call in calls if "-M" in call]
        return done, (self.project / "m.o").read_bytes(), listing

    def test_not_asked(self):
        known = self.read_by_gcc("m.c")
        for more in ([], ["-MD", "-MF", "deps/m.d"], ["-MD", "-MFdeps/m.d", "-MP"]):
            with self.subTest(more=more):
                done, data, listing = self.compile(known, *more, "-c", "m.c")
                self.assertEqual((done.stderr, listing), ("", []))
                self.assertIn(MARK, data)
                self.assertEqual(not more, not (self.project / "deps/m.d").exists())

    def test_asked(self):
        known = self.read_by_gcc("m.c")
        for given, more in (
            ([], []),
            (known[:-1], []),
            ([*known, "other.h"], []),
            (known, ["-MMD", "-MF", "deps/m.d"]),
            (known, ["-MD"]),
        ):
            with self.subTest(given=given[-1:], more=more):
                done, data, listing = self.compile(given, *more, "-c", "m.c")
                self.assertEqual(done.stderr, "")
                self.assertEqual(len(listing), 2)
                self.assertIn(MARK, data)

    def test_other_headers(self):
        """Also where what the source includes is right by itself."""
        text = (self.project / "m.c").read_text()
        self.write("src/m.c", "#include <x.h>\n" + text)
        self.write("src/local.h", (self.project / "local.h").read_text())
        self.write("src/config.h", "enum { RIGHT = 0 };\n")
        self.write("include/x.h", '#include "config.h"\n')
        self.write("other/config.h", "enum { RIGHT = 1 };\n")
        command = ["-Iinclude", "-Iother", "-c", "src/m.c"]
        done, data, _ = self.compile(self.read_by_gcc(*command), *command)
        self.assertRegex(done.stderr, "left src/m.c alone: .*other headers")
        self.assertNotIn(MARK, data)


if __name__ == "__main__":
    unittest.main()
