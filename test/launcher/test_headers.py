"""The rewritten source finds the headers that the source finds. What these are
the engine knows; only where that does not settle it gcc is asked."""

import shlex
import signal
import subprocess
import time
import unittest

from launcher_case import C_COMPILERS, MARK, LauncherCase

GCC = next((each for each in C_COMPILERS if "clang" not in each), None)
COMPILER = """#!/bin/sh
echo "$@" >> %s
exec %s "$@"
"""


def as_lines(files):
    return "".join(file + "\n" for file in files)


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
        done = self.cc(self.compiler, *command, FAKE_ENGINE_HEADERS=as_lines(known))
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

    #: Where a header in include/ finds another one from the copy.
    COMMAND = ("-Iinclude", "-Iother", "-c", "src/m.c")

    def write_shadowed(self, rest=""):
        text = (self.project / "m.c").read_text()
        self.write("src/m.c", "#include <x.h>\n" + text + rest)
        self.write("src/local.h", (self.project / "local.h").read_text())
        self.write("src/config.h", "enum { RIGHT = 0 };\n")
        self.write("include/x.h", '#include "config.h"\n')
        self.write("other/config.h", "enum { RIGHT = 1 };\n")
        return self.read_by_gcc(*self.COMMAND)

    def test_other_headers(self):
        """Also where what the source includes is right by itself."""
        done, data, _ = self.compile(self.write_shadowed(), *self.COMMAND)
        self.assertRegex(done.stderr, "left src/m.c alone: .*other headers")
        self.assertNotIn(MARK, data)

    def test_nothing_is_left_of_the_copy(self):
        known = self.write_shadowed("int fails[RIGHT ? -1 : 1];\n")
        for more in ([], ["-MD", "-MF", "deps/m.d"]):
            with self.subTest(more=more):
                self.env["FAKE_ENGINE_HEADERS"] = as_lines(known)
                command = (GCC, *more, *self.COMMAND)
                (plain, expected), (launched, written) = self.plain_and_launched(*command)
                self.assertEqual((plain.returncode, launched.returncode), (1, 1))
                self.assertIn("size of array", launched.stderr)
                self.assertEqual(written, expected)
                self.assertNotIn("m.o", written)

    def test_a_signal_while_gcc_is_asked(self):
        known = self.write_shadowed()
        asking = self.dir / "asking"
        self.compiler.write_text(
            '#!/bin/sh\ncase "$*" in *" -M") touch %s; exec sleep 60 ;; esac\nexec %s "$@"\n'
            % (asking, GCC)
        )
        process = subprocess.Popen(
            [self.launcher, "cc", "--", self.compiler, *self.COMMAND],
            cwd=self.project,
            env={**self.env, "FAKE_ENGINE_HEADERS": as_lines(known)},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not asking.exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), -signal.SIGTERM)
        self.assertFalse((self.project / "m.o").exists())


if __name__ == "__main__":
    unittest.main()
