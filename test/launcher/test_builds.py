"""Whole builds: reproducible, in parallel, with reports; and the command line
of pyunbox itself."""

import concurrent.futures
import json
import shutil
import unittest

from launcher_case import C_COMPILERS, CXX_COMPILERS, MARK, LauncherCase, each_compiler


class Builds(LauncherCase):
    @each_compiler()
    def test_two_builds_are_identical(self, compiler, source):
        self.write_project(source)
        objects = []
        for _ in range(2):
            done = self.cc(compiler, "-g", "-O2", "-c", source)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            objects.append((self.project / "m.o").read_bytes())
        self.assertEqual(objects[0], objects[1])
        self.assertIn(MARK, objects[0])

    @each_compiler()
    def test_parallel_builds_of_one_source(self, compiler, source):
        self.write_project(source)

        def build(number):
            return self.cc(compiler, "-c", source, "-o", f"m{number}.o")

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            results = list(pool.map(build, range(12)))
        self.assertEqual({(r.returncode, r.stderr) for r in results}, {(0, "")})
        objects = {(self.project / f"m{n}.o").read_bytes() for n in range(12)}
        self.assertEqual(len(objects), 1)
        self.assertIn(MARK, objects.pop())

    @each_compiler(C_COMPILERS)
    def test_make(self, compiler, source):
        for number in range(4):
            self.write_project(f"part{number}/m.c", main=False)
        self.write(
            "Makefile",
            "all: $(patsubst %.c,%.o,$(wildcard part*/m.c))\n"
            "%.o: %.c\n\t$(CC) -MMD -c $< -o $@\n-include $(wildcard part*/m.d)\n",
        )
        make = ["make", "-j4", f"CC={self.launcher} cc -- {compiler}"]
        first = self.run_command(make)
        self.assertEqual((first.returncode, first.stderr), (0, ""))
        again = self.run_command(make)
        self.assertEqual(again.returncode, 0)
        self.assertIn("Nothing to be done", again.stdout)
        with open(self.project / "part1/local.h", "a", encoding="utf-8") as header:
            header.write("/* changed */\n")
        third = self.run_command(make)
        self.assertIn("part1/m.c", third.stdout)
        self.assertNotIn("part2/m.c", third.stdout)
        for number in range(4):
            self.assertIn(MARK, (self.project / f"part{number}/m.o").read_bytes())

    def test_what_the_engine_is_told(self):
        self.write_project("src/m.c")
        self.cc("gcc", "-DX=1", "-c", "src/m.c", PYUNBOX_REPORT_DIR="reports")
        (call,) = self.engine_calls()
        output = call[call.index("--output") + 1]
        headers = call[call.index("--headers") + 1]
        self.assertNotEqual(output, headers)
        self.assertEqual(
            call,
            ["unit", "--source", "src/m.c", "--output", output, "--headers", headers]
            + ["--report-dir", "reports", "--", "gcc", "-DX=1", "-c", "src/m.c"],
        )


class OneWord(LauncherCase):
    """pyunbox-gcc, a link to the launcher, is pyunbox cc -- gcc."""

    def setUp(self):
        super().setUp()
        for compiler in C_COMPILERS + CXX_COMPILERS:
            self.one_word(compiler).symlink_to("pyunbox")

    def one_word(self, compiler):
        return self.launcher.with_name("pyunbox-" + compiler)

    @each_compiler()
    def test_compiles(self, compiler, source):
        self.write_project(source)
        done = self.run_command([self.one_word(compiler), "-c", source])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        one_word = (self.project / "m.o").read_bytes()
        self.cc(compiler, "-c", source)
        self.assertEqual(one_word, (self.project / "m.o").read_bytes())
        self.assertIn(MARK, one_word)

    @each_compiler()
    def test_passes_through(self, compiler, source):
        self.write_project(source)
        for arguments in (["-dumpmachine"], ["-E", source], ["-v"]):
            plain = self.run_command([compiler, *arguments])
            launched = self.run_command([self.one_word(compiler), *arguments])
            self.assert_same_outcome(plain, launched)

    @each_compiler()
    def test_version_tells_settings_apart(self, compiler, source):
        plain = self.run_command([compiler, "--version"]).stdout
        ours = self.run_command([self.one_word(compiler), "--version"]).stdout
        self.assertTrue(ours.startswith(plain), ours)
        self.assertRegex(ours[len(plain) :], r"^pyunbox \d+\.\d+\.\d+, settings identity 1\n$")
        other = self.run_command([self.one_word(compiler), "--version"], FAKE_IDENTITY="2")
        self.assertNotEqual(ours, other.stdout)
        self.run_command([self.one_word(compiler), "--version"], PYUNBOX_CONFIG="c.yaml")
        self.assertEqual(self.engine_calls()[-1], ["identity", "--config", "c.yaml"])

    @unittest.skipUnless(shutil.which("ccache"), "needs ccache")
    @each_compiler()
    def test_ccache_in_front(self, compiler, source):
        self.write_project(source)
        cache = {
            "CCACHE_DIR": str(self.dir / "ccache"),
            "CCACHE_COMPILERCHECK": "%compiler% --version",
        }

        def build(**env):
            before = len(self.units_analysed())
            done = self.run_command(
                ["ccache", self.one_word(compiler), "-g", "-c", source], **cache, **env
            )
            self.assertEqual((done.returncode, "error" in done.stderr), (0, False), done.stderr)
            self.assertIn(MARK, (self.project / "m.o").read_bytes())
            (self.project / "m.o").unlink()
            return len(self.units_analysed()) - before

        self.assertEqual(build(), 1)
        self.assertEqual(build(), 0, "not taken from the cache")
        self.assertEqual(build(FAKE_IDENTITY="2"), 1, "taken in spite of other settings")
        self.assertEqual(build(FAKE_IDENTITY="2"), 0)
        self.write("local.h", (self.project / "local.h").read_text() + "int changed;\n")
        self.assertEqual(build(), 1, "taken in spite of a changed header")
        text = (self.project / source).read_text()
        for comment, builds, message in (
            ("// a comment", 0, "a comment makes no other object"),
            ("// NOPYUNBOX", 1, "taken in spite of a suppression"),
        ):
            self.write(source, text.replace("{0, 0}};", "{0, 0}}; " + comment))
            self.assertEqual(build(), builds, message)

    def units_analysed(self):
        return [call for call in self.engine_calls() if call[0] == "unit"]


class CommandLine(LauncherCase):
    def pyunbox(self, *arguments):
        return self.run_command([self.launcher, *arguments])

    def test_without_the_engine(self):
        self.engine.unlink()
        self.assertRegex(self.pyunbox("--version").stdout, r"^pyunbox \d+\.\d+\.\d+\n$")
        self.assertIn("analyze", self.pyunbox("--help").stdout)
        self.assertIn("PYUNBOX_REPORT_DIR", self.pyunbox("cc", "--help").stdout)
        missing = self.pyunbox("analyze", "m.c")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("pyunbox-engine is neither in", missing.stderr)

    def test_where_the_header_is(self):
        folder = self.header.parent.parent
        self.assertEqual(self.pyunbox("--include-dir").stdout, f"{folder}\n")
        self.assertEqual(self.pyunbox("--cflags").stdout, f"-I{folder}\n")
        self.header.unlink()
        for option in ("--include-dir", "--cflags"):
            done = self.pyunbox(option)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("set PYUNBOX_INCLUDE_DIR", done.stderr)

    def test_help_of_every_command(self):
        self.assertEqual(self.pyunbox("help").stdout, self.pyunbox("--help").stdout)
        self.assertEqual(self.pyunbox("help", "cc").stdout, self.pyunbox("cc", "--help").stdout)
        self.pyunbox("help", "rewrite")
        self.assertEqual(self.engine_calls(), [["rewrite", "--help"]])

    def test_subcommands_go_to_the_engine(self):
        done = self.pyunbox("analyze", "--x", "a b")
        self.assertEqual((done.returncode, done.stdout), (5, "engine: analyze --x a b\n"))
        self.assertEqual(self.engine_calls(), [["analyze", "--x", "a b"]])

    def test_engine_in_libexec(self):
        libexec = self.dir / "prefix/libexec/pyunbox"
        libexec.mkdir(parents=True)
        self.engine.rename(libexec / "pyunbox-engine")
        self.assertEqual(self.pyunbox("analyze").returncode, 5)

    def test_found_through_a_symbolic_link(self):
        link = self.dir / "pyunbox-link"
        link.symlink_to(self.launcher)
        self.assertEqual(self.run_command([link, "rewrite"]).returncode, 5)

    def test_no_compiler(self):
        for arguments in ([], ["--"], ["--", "-c", "m.c"]):
            done = self.pyunbox("cc", *arguments)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("no compiler given", done.stderr)

    def test_separator_is_optional(self):
        self.write_project("m.c")
        self.assertEqual(self.pyunbox("cc", "gcc", "-c", "m.c").returncode, 0)
        self.assertIn(MARK, (self.project / "m.o").read_bytes())


if __name__ == "__main__":
    unittest.main()
