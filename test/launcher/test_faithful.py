"""The compile of a rewritten source shows nothing of the temporary file."""

import os
import re
import shutil
import subprocess
import unittest

from launcher_case import C_COMPILERS, MARK, LauncherCase, each_compiler


class Faithful(LauncherCase):
    @each_compiler()
    def test_object_and_diagnostics(self, compiler, source):
        self.write_project(source)
        (plain, expected), (launched, written) = self.plain_and_launched(
            compiler, "-Wall", "-Wextra", "-c", source
        )
        self.assertIn("unused_after", plain.stderr)
        self.assertIn("unused_in_header", plain.stderr)
        self.assert_same_outcome(plain, launched)
        self.assertEqual(sorted(written), sorted(expected))
        self.assertIn(MARK, written["m.o"])
        self.assertNotIn(MARK, expected["m.o"])
        self.assertNotIn(str(self.dir / "tmp").encode(), written["m.o"])

    @each_compiler()
    def test_names_at_run_time(self, compiler, source):
        name = source
        above = self.project / "build"
        above.mkdir(exist_ok=True)
        spellings = [
            (self.project, name),
            (self.project, "./" + name),
            (self.project, str(self.project / name)),
            (above, "../" + name),
            (self.dir, "project/" + name),
            (self.project, "build/../" + name),
            (self.project, "sub dir/ünïcode $x#/" + name),
        ]
        self.write_project(name)
        self.write_project("sub dir/ünïcode $x#/" + name)
        for cwd, spelled in spellings:
            with self.subTest(spelled=spelled):
                lines = []
                for prefix in ([], [self.launcher, "cc", "--"]):
                    done = self.run_command(
                        [*prefix, compiler, "-Wall", "-o", self.dir / "a.out", spelled],
                        cwd=cwd,
                    )
                    self.assertEqual(done.returncode, 0, done.stderr)
                    ran = self.run_command([self.dir / "a.out"])
                    lines.append((ran.stdout, done.stderr))
                self.assertEqual(lines[0], lines[1])
                self.assertTrue(lines[1][0].startswith(spelled + "|" + spelled))
                self.assertIn(MARK, (self.dir / "a.out").read_bytes())

    @each_compiler()
    def test_prefix_maps_of_the_user(self, compiler, source):
        self.write_project(source)
        absolute = str(self.project / source)
        for option in ("-ffile-prefix-map=", "-fmacro-prefix-map="):
            with self.subTest(option=option):
                lines = []
                for prefix in ([], [self.launcher, "cc", "--"]):
                    done = self.run_command(
                        [*prefix, compiler, f"{option}{self.project}=/src"]
                        + [f"{option}{self.dir / 'tmp'}=/wrong"]
                        + ["-o", self.dir / "a.out", absolute]
                    )
                    self.assertEqual(done.returncode, 0, done.stderr)
                    lines.append(self.run_command([self.dir / "a.out"]).stdout)
                self.assertEqual(lines[0], lines[1])
                self.assertIn(f"/src/{source}|/src/{source}|/src/local.h|", lines[1])
                self.assertIn(MARK, (self.dir / "a.out").read_bytes())

    @unittest.skipUnless(shutil.which("readelf"), "needs readelf")
    @each_compiler()
    def test_debug_information(self, compiler, source):
        for spelled in (source, "src/" + source, str(self.project / "src" / source)):
            self.write_project(spelled, main=False)
            with self.subTest(spelled=spelled):
                names = []
                for prefix in ([], [self.launcher, "cc", "--"]):
                    done = self.run_command(
                        [*prefix, compiler, "-g", "-c", spelled, "-o", "m.o"]
                    )
                    self.assertEqual(done.returncode, 0, done.stderr)
                    names.append(debug_names(self.project / "m.o"))
                self.assertEqual(names[1], names[0])
                self.assertTrue(any(source in name for name in names[0]), names[0])
                data = (self.project / "m.o").read_bytes()
                self.assertIn(MARK, data)
                self.assertNotIn(str(self.dir / "tmp").encode(), data)

    @each_compiler()
    def test_assembly(self, compiler, source):
        self.write_project(source, main=False)
        (plain, expected), (launched, written) = self.plain_and_launched(
            compiler, "-S", "-g", source
        )
        self.assert_same_outcome(plain, launched)
        self.assertEqual(list(written), ["m.s"])
        self.assertIn(MARK, written["m.s"])
        self.assertNotIn(str(self.dir / "tmp").encode(), written["m.s"])
        self.assertEqual(list(expected), ["m.s"])

    @each_compiler()
    def test_shared_library_in_one_command(self, compiler, source):
        self.write_project(source)
        (plain, _), (launched, written) = self.plain_and_launched(
            compiler, "-shared", "-fPIC", "-o", "m.so", source, "-lm"
        )
        self.assert_same_outcome(plain, launched)
        self.assertEqual(list(written), ["m.so"])
        self.assertIn(MARK, written["m.so"])

    @each_compiler()
    def test_other_outputs(self, compiler, source):
        """Options that write more files, or other kinds of objects: the same
        files are written, and none names the temporary file."""
        self.write_project(source, main=False)
        for options in (
            ["-flto"],
            ["-g3", "-O2"],
            ["-g", "-gsplit-dwarf"],
            ["-fprofile-generate"],
            ["-fsanitize=undefined,address", "-g"],
        ):
            with self.subTest(options=options):
                calls = len(self.engine_calls())
                (plain, expected), (launched, written) = self.plain_and_launched(
                    compiler, *options, "-c", source
                )
                self.assertEqual(plain.returncode, 0, plain.stderr)
                self.assert_same_outcome(plain, launched)
                self.assertEqual(len(self.engine_calls()), calls + 1)
                self.assertEqual(sorted(written), sorted(expected))
                self.assertNotEqual(written["m.o"], expected["m.o"])
                if "clang" not in compiler and "-fsanitize" in options[0]:
                    continue  # gcc's sanitizers know no prefix maps.
                for name, data in written.items():
                    self.assertNotIn(str(self.dir / "tmp").encode(), data, name)

    @each_compiler()
    def test_definitions_in_the_front_ends_words(self, compiler, source):
        self.write_project(source)
        (plain, _), (launched, written) = self.plain_and_launched(
            compiler, "-Wp,-D_FORTIFY_SOURCE=2,-UOTHER", "-O2", "-c", source
        )
        self.assert_same_outcome(plain, launched)
        self.assertIn(MARK, written["m.o"])

    @each_compiler()
    def test_werror(self, compiler, source):
        self.write_project(source)
        (plain, _), (launched, written) = self.plain_and_launched(
            compiler, "-Wall", "-Werror", "-c", source
        )
        self.assertNotEqual(plain.returncode, 0)
        self.assert_same_outcome(plain, launched)
        self.assertEqual(written, {})

    @each_compiler()
    def test_error_in_the_source(self, compiler, source):
        self.write(source, "typedef int PyMethodDef;\nstatic PyMethodDef x = y;\n")
        (plain, _), (launched, written) = self.plain_and_launched(
            compiler, "-c", source
        )
        self.assertNotEqual(plain.returncode, 0)
        self.assert_same_outcome(plain, launched)
        self.assertEqual(written, {})

    @each_compiler()
    def test_language_option(self, compiler, source):
        self.write_project(source)
        (self.project / source).rename(self.project / "m.inc")
        language = "c++" if source == "m.cpp" else "c"
        done = self.cc(compiler, "-x", language, "-c", "m.inc")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(MARK, (self.project / "m.o").read_bytes())

    @each_compiler()
    def test_response_files(self, compiler, source):
        self.write_project("a dir/" + source)
        self.write("inner.rsp", '-Wall -o "out put.o"\n')
        self.write("outer.rsp", f"-c 'a dir/{source}'\n@inner.rsp")
        (plain, expected), (launched, written) = self.plain_and_launched(
            compiler, "@outer.rsp"
        )
        self.assert_same_outcome(plain, launched)
        self.assertEqual(list(expected), ["out put.o"])
        self.assertEqual(list(written), ["out put.o"])
        self.assertIn(MARK, written["out put.o"])

    @each_compiler()
    def test_forced_include(self, compiler, source):
        self.write_project(source)
        self.write("forced.h", "#define FORCED 1\n")
        self.write("include/forced2.h", '#include "../forced.h"\n')
        done = self.cc(
            *(compiler, "-include", "forced.h", "-Iinclude", "-include", "forced2.h"),
            *("-c", source),
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(MARK, (self.project / "m.o").read_bytes())

    def test_read_only_source_folder(self):
        self.write_project("src/m.c")
        folder = self.project / "src"
        before = sorted(os.listdir(folder))
        folder.chmod(0o555)
        self.addCleanup(folder.chmod, 0o755)
        done = self.cc(C_COMPILERS[0], "-c", "src/m.c", "-o", "m.o")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(sorted(os.listdir(folder)), before)
        self.assertIn(MARK, (self.project / "m.o").read_bytes())

    @unittest.skipUnless(shutil.which("ccache"), "needs ccache")
    @each_compiler()
    def test_ccache_behind(self, compiler, source):
        self.write_project(source)
        cache = {"CCACHE_DIR": str(self.dir / "ccache")}
        for _ in range(2):
            done = self.cc("ccache", compiler, "-c", source, **cache)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn(MARK, (self.project / "m.o").read_bytes())
            (self.project / "m.o").unlink()
        compile_command = self.engine_calls()[-1]
        self.assertEqual(
            compile_command[compile_command.index("--") + 1 :], [compiler, "-c", source]
        )


def debug_names(file):
    """Every file, folder and unit name in the debug information."""
    info = subprocess.run(
        ["readelf", "--wide", "--debug-dump=info,rawline", file],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = re.findall(r"DW_AT_(?:name|comp_dir|producer)\s*: (.*)", info)
    tables = re.findall(r"^\s*\d+\s.*\(line_strp?,.*\): (.*)$", info, re.M)
    interesting = {name.split("): ")[-1].strip() for name in names + tables}
    return interesting - {"fake_record"}


if __name__ == "__main__":
    unittest.main()
