"""The cache of results: it saves the work, and never tells what is no longer so."""

import os
import shutil
import struct
import subprocess
import unittest

from case import ENGINE, HEADER, MODULE, TOOL, Case, await_tick


class Hits(Case):
    def test_what_is_unchanged_is_not_parsed_again(self):
        first, _, parsed = self.analyze()
        # The module calls into the other unit, and is analysed again for that.
        self.assertEqual(parsed, 3)
        again, err, parsed = self.analyze()
        self.assertEqual((again, err, parsed), (first, "", 0))
        self.assertEqual(first, self.fresh())
        self.assertIn('"verdict": "typed"', first)

    def test_rewriting_uses_it_too(self):
        own = "static int helper(int x) { return 2 * x; }"
        self.write("own.c", MODULE.replace('#include "local.h"', own).replace("RESULT", "long"))
        self.set_commands(["own.c"])
        diff, _, parsed = self.rewrite(self.cache)
        self.assertEqual(parsed, 1)
        self.assertIn("+", diff)
        self.assertEqual(self.rewrite(self.cache), (diff, "", 0))
        self.assertEqual(self.rewrite("")[0], diff)

    def rewrite(self, cache):
        log = self.folder / "log"
        log.write_text("")
        run = self.start("--cache-dir=%s" % cache, command=["rewrite", "--diff"])
        return (*self.finish(run), log.read_text().count("call"))

    def test_without_a_folder_nothing_is_kept(self):
        self.assertEqual(self.analyze(cached=False)[2], 3)
        self.assertEqual(self.analyze(cached=False)[2], 3)
        self.assertFalse(self.cache.exists())

    def test_the_environment_names_the_folder(self):
        environment = {"PYUNBOX_CACHE_DIR": str(self.cache)}
        self.finish(self.start(environment=environment))
        self.assertEqual(self.analyze()[2], 0)


class Builds(Case):
    """The launcher."""

    def setUp(self):
        super().setUp()
        self.write("helper.h", "static int helper(int x) { return 2 * x; }\n#define RESULT long\n")
        self.write("module.c", MODULE.replace("local.h", "helper.h"))

    def build(self, *flags, source="module.c"):
        """The compiler's calls, what was said, and the object."""
        log = self.folder / "log"
        log.write_text("")
        await_tick()
        include = "-I" + os.environ["PYUNBOX_PYTHON_INCLUDE"]
        done = subprocess.run(
            [TOOL, "cc", "--", self.compiler, *flags, include, "-c", source],
            cwd=self.project,
            env={**os.environ, "PYUNBOX_CACHE_DIR": str(self.cache)},
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        calls = log.read_text().splitlines()
        return calls, done.stderr, (self.project / "module.o").read_bytes()

    def test_the_compiler_is_not_asked_again(self):
        (first, _, compiled), (again, _, compiled_again) = self.build(), self.build()
        self.assertEqual([len(first), len(again)], [3, 2])
        version, compilation = again
        self.assertEqual(version, "call: --version")
        self.assertIn(" -MD ", compilation)
        self.assertTrue(b"pyunbox_methods_twice" in compiled)
        self.assertTrue(compiled == compiled_again)

    def test_names_that_are_only_said(self):
        """A #line directive does not make a file one that was read."""
        for folder in ("src", "include", "other"):
            (self.project / folder).mkdir()
        headers = '#include <config.h>\n#include <x.h>\n#include <gen.h>\n#include "../helper.h"'
        self.write("src/module.c", MODULE.replace('#include "local.h"', headers))
        self.write("include/x.h", '#undef WHICH\n#include "config.h"\n')
        self.write("include/gen.h", '#line 1 "src/config.h"\nextern int generated;\n')
        self.write("other/config.h", "#define WHICH 1\n")
        self.write("src/config.h", "#define WHICH 2\n")
        flags = ("-isystem", "include", "-isystem", "other")
        for _ in ("first", "again"):
            _, said, compiled = self.build(*flags, source="src/module.c")
            self.assertRegex(said, "left src/module.c alone: .*other headers")
            self.assertTrue(b"pyunbox_methods_twice" not in compiled)


class Changes(Case):
    """After each change the report is that of a run without a cache."""

    def change(self, parsed_again):
        report, _, parsed = self.analyze()
        self.assertEqual(report, self.fresh())
        self.assertEqual(parsed, parsed_again)
        return report

    def setUp(self):
        super().setUp()
        self.before = self.analyze()[0]

    def test_one_unit(self):
        # It is still free of effects: the answer about it, and so the unit that
        # calls it, stay as they are.
        self.write("helper.c", '#include "local.h"\nint helper(int x) { return 3 * x; }\n')
        self.change(1)

    def test_what_another_unit_does(self):
        self.write(
            "helper.c",
            '#include "local.h"\nint state; int helper(int x) { return state += x; }\n',
        )
        self.assertNotEqual(self.change(2), self.before)

    def test_a_header_there_and_back(self):
        self.write("local.h", HEADER.replace("long", "short"))
        self.change(3)
        self.write("local.h", HEADER)
        self.assertEqual(self.change(0), self.before)

    def test_a_header_that_now_comes_first(self):
        self.set_commands(self.sources, ["-iquote", "early", "-iquote", "."])
        (self.project / "headers").mkdir()
        (self.project / "local.h").rename(self.project / "headers" / "local.h")
        self.set_commands(self.sources, ["-Iearly", "-Iheaders"])
        self.analyze()
        self.assertEqual(self.analyze()[2], 0)
        (self.project / "early").mkdir()
        (self.project / "early" / "local.h").write_text(HEADER + "#define EARLY\n")
        self.change(3)

    def test_flags(self):
        self.set_commands(self.sources, ["-DRESULT_TYPE=1"])
        self.change(3)

    def test_the_compiler(self):
        self.set_compiler(action="exit 1")
        self.change(3)

    def test_the_environment_of_a_script(self):
        self.set_compiler(action="set -- $ADDED \"$@\"")
        self.change(3)
        self.assertEqual(self.analyze(environment={"ADDED": ""})[2], 3)
        self.assertEqual(self.analyze(environment={"ADDED": ""})[2], 0)
        # Its macros show it: the module has no wrapper that is looked at again.
        self.assertEqual(self.analyze(environment={"ADDED": "-DX=1"})[2], 2)

    def test_declarations(self):
        (self.project / "effects.json").write_text('{"schema_version": 1, "library": "none", "functions": []}')
        option = "--effects=effects.json"
        one, _, parsed = self.analyze(option)
        self.assertEqual(parsed, 3)
        self.assertEqual(self.analyze(option)[2], 0)
        self.assertEqual(one, self.analyze(option, cached=False)[0])

    def test_the_time_of_day(self):
        self.write("helper.c", 'int helper(int x) { return x + __TIME__[7]; }\n')
        self.change(2)
        self.change(1)

    def test_a_header_that_changes_during_the_run(self):
        self.write("local.h", HEADER + "\n")
        self.set_compiler(
            action="printf '#define NEW\\n' >> '%s'" % (self.project / "local.h")
        )
        self.analyze()
        self.set_compiler()
        # Nothing that was made then is told again.
        self.analyze()
        report, _, _ = self.analyze()
        self.assertEqual(report, self.fresh())


class Harm(Case):
    def setUp(self):
        super().setUp()
        self.report = self.analyze()[0]

    def heals(self):
        report, err, parsed = self.analyze()
        self.assertEqual((report, err, parsed), (self.report, "", 3))
        self.assertEqual(self.analyze()[2], 0)

    def test_cut_short(self):
        for entry in self.entries():
            entry.write_bytes(entry.read_bytes()[:-1])
        self.heals()

    def test_emptied(self):
        for entry in self.entries():
            entry.write_bytes(b"")
        self.heals()

    def test_one_bit(self):
        for entry in self.entries():
            content = bytearray(entry.read_bytes())
            content[len(content) // 2] ^= 1
            entry.write_bytes(content)
        self.heals()

    def test_of_another_key(self):
        first, second = self.entries()
        content = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)
        self.heals()

    def test_a_folder_in_the_place_of_an_entry(self):
        for entry in self.entries():
            entry.unlink()
            entry.mkdir()
        report, err, parsed = self.analyze()
        self.assertEqual((report, parsed), (self.report, 3))
        self.assertIn("results are not kept", err)

    def test_another_version(self):
        other = self.folder / "other-engine"
        shutil.copy(ENGINE, other)
        content = other.read_bytes()
        # The note of the linker: sizes of name and id, type, name, id.
        note = struct.pack("<III4s", 4, 20, 3, b"GNU\0")
        self.assertEqual(content.count(note), 1)
        at = content.index(note) + len(note)
        other.write_bytes(content[:at] + b"\1" * 20 + content[at + 20 :])
        other.chmod(0o755)
        self.assertEqual(self.analyze(engine=str(other))[2], 3)
        # And each keeps its own.
        self.assertEqual(self.analyze(engine=str(other))[2], 0)
        self.assertEqual(self.analyze()[2], 0)


class Full(Case):
    def test_no_file_can_be_written(self):
        # What a full disk is to a program; the shell's unit is 512 bytes.
        report, err, parsed = self.analyze(shell="ulimit -f 2")
        self.assertEqual(report, self.fresh())
        self.assertEqual(parsed, 3)
        self.assertIn("results are not kept", err)
        self.assertIn("--cache-dir", err)
        # Nothing of it stays behind.
        self.assertEqual(self.entries(), [])
        self.assertEqual(self.analyze()[0], report)

    def test_the_folder_cannot_be_made(self):
        self.cache.write_text("")
        report, err, _ = self.analyze()
        self.assertEqual(report, self.fresh())
        self.assertIn(str(self.cache), err)


class Together(Case):
    def test_two_runs_at_once(self):
        expected = self.fresh()
        option = "--cache-dir=%s" % self.cache
        for _ in range(2):
            runs = [self.start(option) for _ in range(3)]
            for run in runs:
                self.assertEqual(self.finish(run), (expected, ""))
        self.assertEqual(self.analyze()[2], 0)


if __name__ == "__main__":
    unittest.main()
