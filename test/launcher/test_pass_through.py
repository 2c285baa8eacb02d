"""What the launcher cannot handle, or need not, it hands over untouched."""

import os
import unittest

from launcher_case import (
    C_COMPILERS,
    MARK,
    UNPRIVILEGED,
    LauncherCase,
    each_compiler,
)

PASSED = [
    ["-E", "m.c"],
    ["-M", "m.c"],
    ["-MM", "m.c"],
    ["-fsyntax-only", "m.c"],
    ["-###", "-c", "m.c"],
    ["--coverage", "-frandom-seed=m", "-c", "m.c"],
    ["-save-temps", "-c", "m.c"],
    ["-fprofile-arcs", "-frandom-seed=m", "-c", "m.c"],
    ["-I-", "-c", "m.c"],
    ["-x", "c-header", "m.c", "-o", "m.gch"],
    ["-x", "assembler-with-cpp", "-c", "empty.S", "-o", "s.o"],
    ["-c", "empty.S", "-o", "s.o"],
    ["-c", "m.c", "n.c"],
    ["-shared", "n.o", "-o", "n.so"],
    ["-Wp,-MD,wp.d", "-c", "m.c"],
    ["-S", "-o", "-", "m.c"],
    ["-c", "local.h", "-o", "local.gch"],
    ["--version"],
    ["-c", "missing.c"],
    ["-c", "folder.c"],
]


class PassThrough(LauncherCase):
    def setUp(self):
        super().setUp()
        self.write_project("m.c")
        self.write("n.c", "typedef int PyMethodDef;\n")
        self.write("empty.S", "/* PyMethodDef */\n")
        (self.project / "folder.c").mkdir()

    @each_compiler(C_COMPILERS)
    def test_commands(self, compiler, source):
        self.run_command([compiler, "-c", "n.c"])
        for arguments in PASSED:
            with self.subTest(arguments=arguments):
                (plain, expected), (launched, written) = self.plain_and_launched(
                    compiler, *arguments
                )
                if "-###" not in arguments:  # It shows random temporary names.
                    self.assert_same_outcome(plain, launched)
                self.assertEqual(sorted(written), sorted(expected))
                for name in written:
                    # A precompiled header differs from build to build.
                    if not name.endswith(".gch"):
                        self.assertEqual(written[name], expected[name], name)
                    self.assertNotIn(MARK, written[name])
                self.assertEqual(self.engine_calls(), [])

    @each_compiler()
    def test_suppressions_show_behind_preprocessed_text(self, compiler, source):
        """ccache compiles nothing where that text is one that it knows."""
        self.write_project(source)
        text = (self.project / source).read_text()
        self.write(source, text.replace('{"f", 0}', '{"f", 0} // NOPYUNBOX */ a\\b\n'))
        for output in ([], ["-o", "m.i"]):
            with self.subTest(output=output):
                (plain, expected), (launched, written) = self.plain_and_launched(
                    compiler, "-E", source, *output
                )
                self.assertEqual(launched.stderr, plain.stderr)
                before = expected["m.i"].decode() if output else plain.stdout
                after = written["m.i"].decode() if output else launched.stdout
                self.assertEqual(after, before + "\n/* pyunbox:\n8 NOPYUNBOX .. a.b\n*/\n")
        language = "c++-cpp-output" if "++" in compiler else "cpp-output"
        self.write("m.i", after)
        compiled = self.run_command([compiler, "-x", language, "-c", "m.i"])
        self.assertEqual(compiled.returncode, 0, compiled.stderr)

    @each_compiler()
    def test_standard_input(self, compiler, source):
        language = "c++" if source == "m.cpp" else "c"
        done = self.cc(compiler, "-x", language, "-c", "-", "-o", "stdin.o")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue((self.project / "stdin.o").exists())
        self.assertEqual(self.engine_calls(), [])

    @each_compiler()
    def test_source_that_includes_itself(self, compiler, source):
        for include in (f'"{source}"', "__FILE__", f"<{source}>", f'"../project/{source}"'):
            with self.subTest(include=include):
                self.write(
                    source,
                    "#ifndef AGAIN\n#define AGAIN\ntypedef int PyMethodDef;\n"
                    f"# include {include}\n#else\nstatic PyMethodDef inner;\n#endif\n",
                )
                done = self.cc(compiler, "-I.", "-c", source)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(self.engine_calls(), [])

    @each_compiler()
    def test_same_name_in_another_folder_is_not_itself(self, compiler, source):
        self.write_project(source)
        self.write("impl/" + source, "static int other(void) { return 1; }\n")
        text = (self.project / source).read_text()
        self.write(source, f'#include "impl/{source}"\n' + text)
        done = self.cc(compiler, "-c", source)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(MARK, (self.project / "m.o").read_bytes())

    @each_compiler()
    def test_source_without_table(self, compiler, source):
        self.write(source, '#include "local.h"\nint f(void) { return 1; }\n')
        (plain, expected), (launched, written) = self.plain_and_launched(
            compiler, "-c", source
        )
        self.assert_same_outcome(plain, launched)
        self.assertEqual(written, expected)
        self.assertEqual(self.engine_calls(), [])

    def test_table_in_a_fragment(self):
        """The engine is asked when the table stands in an included file."""
        self.write("main.c", '  #  include "sub/outer.inc"\n')
        self.write("sub/outer.inc", 'typedef int T;\n#include\t"inner.inc"\n')
        self.write("sub/inner.inc", "typedef int PyMethodDef;\n")
        done = self.cc(C_COMPILERS[0], "-c", "main.c", FAKE_ENGINE="nothing")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(len(self.engine_calls()), 1)

    def test_unreadable_source(self):
        (self.project / "m.c").chmod(0)
        (plain, _), (launched, _) = self.plain_and_launched(
            C_COMPILERS[0], "-c", "m.c", before=UNPRIVILEGED
        )
        self.assertIn("Permission denied", plain.stderr)
        self.assert_same_outcome(plain, launched)

    def test_nothing_is_read_from_a_pipe(self):
        os.mkfifo(self.project / "pipe.c")
        writer = os.open(self.project / "pipe.c", os.O_RDWR)
        os.write(writer, b"int PyMethodDef;\n")
        # A compiler that has read a line; it must find it there.
        reader = self.write("reader", '#!/bin/sh\nhead -n 1 "$2"\n')
        reader.chmod(0o755)
        done = self.cc(reader, "-c", "pipe.c")
        os.close(writer)
        self.assertEqual(done.stdout, "int PyMethodDef;\n")
        self.assertEqual(self.engine_calls(), [])


if __name__ == "__main__":
    unittest.main()
