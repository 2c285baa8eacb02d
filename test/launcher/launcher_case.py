"""What the launcher's tests share: an installation with a fake engine, a
project to compile, and a comparison with the plain compiler."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import fake_engine

HERE = pathlib.Path(__file__).parent
LAUNCHER = os.environ["PYUNBOX_LAUNCHER"]
MARK = fake_engine.MARK.encode()
UNPRIVILEGED = [sys.executable, HERE.parent / "support/unprivileged.py"]

C_COMPILERS = [c for c in ("gcc", "clang-19") if shutil.which(c)]
CXX_COMPILERS = [c for c in ("g++", "clang++-19") if shutil.which(c)]

# Not Python.h: these tests are about the launcher. Warnings on purpose, in the
# source before and after the table and in its header.
SOURCE = """\
#include <stdio.h>
#include "local.h"
typedef struct { const char *ml_name; void *ml_meth; } PyMethodDef;
static int unused_before;
const char *file_name(void) { return __FILE__; }
const char *base_file_name(void) { return __BASE_FILE__; }
int line_before(void) { return __LINE__; }
static PyMethodDef methods[] = {{"f", 0}, {0, 0}};
int line_after(void) { return __LINE__; }
void *table(void) { int unused_after; return methods; }
"""
MAIN = """\
int main(void) {
  printf("%s|%s|%s|%d|%d\\n", file_name(), base_file_name(), header_name(),
         line_before(), line_after());
  return table() == 0;
}
"""
HEADER = """\
static int unused_in_header(void) { return 1; }
static inline const char *header_name(void) { return __FILE__; }
"""
TYPED_METHOD_H = """\
#define FAKE_RECORD(Text) \\
  __attribute__((used)) static const char fake_record[] = Text
"""


class LauncherCase(unittest.TestCase):
    """Each test has a folder of its own: self.dir/project is where compilers
    run, self.dir/tmp is TMPDIR, self.dir/prefix is the installation."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-test-")
        self.addCleanup(holder.cleanup)
        self.dir = pathlib.Path(holder.name).resolve()
        self.project = self.dir / "project"
        for folder in ("project", "tmp", "prefix/bin", "prefix/include/pyunbox"):
            (self.dir / folder).mkdir(parents=True)
        self.launcher = self.dir / "prefix/bin/pyunbox"
        self.engine = self.dir / "prefix/bin/pyunbox-engine"
        shutil.copy(LAUNCHER, self.launcher)
        shutil.copy(HERE / "fake_engine.py", self.engine)
        self.header = self.dir / "prefix/include/pyunbox/typed_method.h"
        self.header.write_text(TYPED_METHOD_H)
        self.log = self.dir / "engine.log"
        self.env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYUNBOX_", "FAKE_ENGINE", "CCACHE_"))
        }
        self.env.update(
            TMPDIR=str(self.dir / "tmp"),
            FAKE_ENGINE_LOG=str(self.log),
            PYTHONPATH=str(HERE),
            LC_ALL="C.UTF-8",
        )
        os.environ.pop("FAKE_ENGINE_LOG", None)

    def tearDown(self):
        self.assertEqual(self.leftovers(), [], "temporary files were left behind")

    def leftovers(self):
        return sorted(
            str(path.relative_to(self.dir))
            for path in (self.dir / "tmp").rglob("*")
            if not re.fullmatch(r"pyunbox-\d+", path.name)
        )

    def write(self, name, text):
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def write_project(self, source="m.c", main=True):
        self.write(source, SOURCE + (MAIN if main else ""))
        self.write(os.path.join(os.path.dirname(source), "local.h"), HEADER)

    def run_command(self, command, cwd=None, **env):
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd or self.project,
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            timeout=120,
        )

    def cc(self, *command, **options):
        return self.run_command([self.launcher, "cc", "--", *command], **options)

    def engine_calls(self):
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def snapshot(self):
        """The project's files and what they hold."""
        return {
            str(path.relative_to(self.project)): path.read_bytes()
            for path in sorted(self.project.rglob("*"))
            if path.is_file() and os.access(path, os.R_OK)
        }

    def plain_and_launched(self, *command, cwd=None, before=()):
        """Runs the command both ways from the same state, each time behind the
        command `before`; returns for each the process and the files that it
        wrote."""
        results = []
        state = self.snapshot()
        for prefix in ([], [self.launcher, "cc", "--"]):
            done = self.run_command([*before, *prefix, *command], cwd=cwd)
            after = self.snapshot()
            written = {n: d for n, d in after.items() if state.get(n) != d}
            results.append((done, written))
            for name in written:
                (self.project / name).unlink()
        return results

    def assert_same_outcome(self, plain, launched):
        self.assertEqual(launched.stderr, plain.stderr)
        self.assertEqual(launched.stdout, plain.stdout)
        self.assertEqual(launched.returncode, plain.returncode)


def each_compiler(compilers=None):
    """Runs a test method once per compiler, as sub-tests. The source's name is
    m.c or m.cpp to go with the compiler."""

    def decorate(method):
        def run(self):
            for compiler in compilers or C_COMPILERS + CXX_COMPILERS:
                with self.subTest(compiler=compiler):
                    source = "m.cpp" if "++" in compiler else "m.c"
                    method(self, compiler, source)

        run.__name__ = method.__name__
        run.__doc__ = method.__doc__
        return run

    return decorate
