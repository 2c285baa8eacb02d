"""Whole builds: reproducible, in parallel, with reports; and the command line
of pyunbox itself."""

import concurrent.futures
import json
import unittest

from launcher_case import C_COMPILERS, MARK, LauncherCase, each_compiler


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
        self.assertEqual(
            call,
            ["unit", "--source", "src/m.c", "--output", output]
            + ["--report-dir", "reports", "--", "gcc", "-DX=1", "-c", "src/m.c"],
        )


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
