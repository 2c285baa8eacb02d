"""Whatever goes wrong on pyunbox's side, the build goes on with the original,
and one line says why."""

import os
import signal
import subprocess
import time
import unittest

from launcher_case import C_COMPILERS, MARK, LauncherCase, each_compiler


class EngineFailures(LauncherCase):
    def check(self, expected_message, compiler=C_COMPILERS[0], source="m.c", **env):
        """The original was compiled, and the one line on stderr matches."""
        self.write_project(source)
        done = self.cc(compiler, "-c", source, **env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertNotIn(MARK, (self.project / "m.o").read_bytes())
        if expected_message:
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            self.assertRegex(done.stderr, expected_message)
        else:
            self.assertEqual(done.stderr, "")
        self.assertEqual(self.leftovers(), [])

    @each_compiler()
    def test_nothing_to_rewrite(self, compiler, source):
        self.check("", compiler, source, FAKE_ENGINE="nothing")

    def test_engine_refuses(self):
        self.check("a reason of the engine's", FAKE_ENGINE="refuse")

    @each_compiler()
    def test_a_mistake_in_the_source(self, compiler, source):
        """The compiler tells of it; what the engine says of it is no news."""
        self.write(source, "typedef int PyMethodDef;\nstatic PyMethodDef x = y;\n")
        plain = self.run_command([compiler, "-c", source])
        done = self.cc(compiler, "-c", source, FAKE_ENGINE="refuse")
        self.assertEqual(done.stderr, plain.stderr)
        self.assertEqual(done.returncode, plain.returncode)

    def test_engine_fails_without_a_word(self):
        self.check("left m.c alone: .*exit status 1", FAKE_ENGINE="mute")

    def test_engine_crashes(self):
        self.check("left m.c alone: .*crashed.*Seg", FAKE_ENGINE="crash")

    def test_engine_hangs(self):
        self.check(
            "left m.c alone: .*did not finish within 1 seconds",
            FAKE_ENGINE="hang",
            PYUNBOX_ENGINE_TIMEOUT="1",
        )

    def test_engine_writes_nothing(self):
        self.check("left m.c alone: .*no rewritten source", FAKE_ENGINE="no-output")

    def test_engine_absent(self):
        self.engine.unlink()
        self.check("left m.c alone: pyunbox-engine is neither in .*reinstall")

    def test_engine_cannot_run(self):
        self.engine.write_text("#!/no/such/interpreter\n")
        self.check("left m.c alone: .*could not be started")

    def test_header_absent(self):
        self.header.unlink()
        self.check("left m.c alone: .*PYUNBOX_INCLUDE_DIR")

    def test_header_not_where_it_is_said_to_be(self):
        self.env["PYUNBOX_INCLUDE_DIR"] = str(self.dir / "nowhere")
        self.check("left m.c alone: .*PYUNBOX_INCLUDE_DIR")

    def test_no_temporary_folder(self):
        """Somebody else made the folder, for everybody to write to."""
        store = self.dir / "tmp" / f"pyunbox-{os.geteuid()}"
        store.mkdir()
        store.chmod(0o777)
        self.write_project("m.c")
        done = self.cc(C_COMPILERS[0], "-c", "m.c")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(list(store.iterdir()), [])

    @each_compiler()
    def test_rewritten_source_does_not_compile(self, compiler, source):
        self.check(
            f"left {source} alone: its rewritten form does not compile: {source}:\\d+.*error",
            compiler,
            source,
            FAKE_ENGINE="broken",
        )

    def test_what_shows_the_file_that_is_compiled(self):
        for name, more, why in (
            ("a=b.c", "", "its path has a '='"),
            ("m.c", "const char *changed(void) { return __TIMESTAMP__; }\n", "it asks when it was last changed"),
        ):
            with self.subTest(name=name):
                self.write_project(name)
                source = self.project / name
                source.write_text(source.read_text() + more)
                done = self.cc(C_COMPILERS[0], "-c", name)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertRegex(done.stderr, f"^pyunbox: left {name} alone: {why}.*\n$")
                self.assertNotIn(MARK, source.with_suffix(".o").read_bytes())

    @each_compiler()
    def test_other_headers_would_be_found(self, compiler, source):
        """A header's quoted include must not find a file beside the source."""
        self.write_project(source)
        self.write("src/" + source, '#include <x.h>\n#include "local.h"\n')
        text = (self.project / source).read_text()
        self.write("src/" + source, "#include <x.h>\n" + text)
        self.write("src/local.h", (self.project / "local.h").read_text())
        self.write("src/config.h", "#error this is the wrong one\n")
        self.write("include/x.h", '#include "config.h"\n')
        self.write("other/config.h", "enum { RIGHT = 1 };\n")
        done = self.cc(compiler, "-Iinclude", "-Iother", "-c", "src/" + source)
        self.assertEqual(done.returncode, 0, done.stderr)
        data = (self.project / "m.o").read_bytes()
        if "clang" in compiler:
            self.assertEqual(done.stderr, "")
            self.assertIn(MARK, data)
        else:
            self.assertRegex(done.stderr, "left src/.* alone: .*other headers")
            self.assertNotIn(MARK, data)

    def test_compiler_absent(self):
        self.write("n.c", "int x;\n")
        self.write_project("m.c")
        for source in ("n.c", "m.c"):
            done = self.cc("no-such-compiler", "-c", source)
            self.assertEqual(done.returncode, 127)
            self.assertIn("cannot run 'no-such-compiler': No such file", done.stderr)

    def test_standard_output_stays_pure(self):
        self.write_project("m.c")
        done = self.cc(C_COMPILERS[0], "-c", "m.c", FAKE_ENGINE="chatty")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn(MARK, (self.project / "m.o").read_bytes())


class Signals(LauncherCase):
    def start(self, *command, **env):
        return subprocess.Popen(
            [self.launcher, "cc", "--", *map(str, command)],
            cwd=self.project,
            env={**self.env, **env},
            stderr=subprocess.DEVNULL,
        )

    def wait_for(self, path):
        deadline = time.monotonic() + 60
        while not path.exists():
            self.assertLess(time.monotonic(), deadline, f"{path} never appeared")
            time.sleep(0.01)

    def test_interrupted_engine(self):
        self.write_project("m.c")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(signal=number):
                if self.log.exists():
                    self.log.unlink()
                process = self.start(C_COMPILERS[0], "-c", "m.c", FAKE_ENGINE="hang")
                self.wait_for(self.log)
                process.send_signal(number)
                self.assertEqual(process.wait(60), -number)
                self.assertFalse((self.project / "m.o").exists())
                self.assertEqual(self.leftovers(), [])

    def test_interrupted_compiler(self):
        self.write_project("m.c")
        compiler = self.write(
            "slow-gcc",
            "#!/bin/sh\n"
            'case " $* " in *--version*|*" -M "*) exec gcc "$@";; esac\n'
            ": > started\nexec sleep 600\n",
        )
        compiler.chmod(0o755)
        process = self.start(compiler, "-c", "m.c")
        self.wait_for(self.project / "started")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), -signal.SIGTERM)
        self.assertEqual(self.leftovers(), [])

    def test_compiler_ended_by_a_signal(self):
        self.write_project("m.c")
        compiler = self.write("dying-gcc", "#!/bin/sh\nkill -ABRT $$\n")
        compiler.chmod(0o755)
        process = self.start(compiler, "-c", "m.c")
        self.assertEqual(process.wait(60), -signal.SIGABRT)


if __name__ == "__main__":
    unittest.main()
