"""The wheels, in an environment that has nothing else, with LLVM out of sight."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from builds_case import BUILD, CMAKE, NINJA, PYTHON, ROOT, RUNTIME, BuildsCase, run, tools

# What any Linux with glibc has.
SYSTEM = {"linux-vdso.so.1", "libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1",
          "libpthread.so.0", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}  # fmt: skip

# Run in a mount namespace of its own: an empty folder in place of LLVM's, and
# nothing in place of the libraries that an engine might lean on.
HIDE = """\
set -eu
for folder in /usr/lib/llvm-*; do mount -t tmpfs none "$folder"; done
for file in /usr/lib/*/libLLVM* /usr/lib/*/libclang* /usr/lib/*/libfmt* /usr/lib/*/libz3*; do
  [ ! -f "$file" ] || mount --bind /dev/null "$(realpath "$file")"
done
exec "$@"
"""
MODULE = """\
#include <stddef.h>
#include <Python.h>
static PyObject *twice(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(2 * x);
}
static PyMethodDef methods[] = {{"twice", twice, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "sample", NULL, -1, methods,
                                    NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sample(void) { return PyModule_Create(&module); }
"""


def namespace():
    """The command that runs another in a namespace of its own, or why it cannot."""
    reasons = []
    for options in (["--mount"], ["--mount", "--map-root-user"]):
        done = subprocess.run(
            ["unshare", *options, "sh", "-c", HIDE, "sh", "true"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        if done.returncode == 0:
            return ["unshare", *options, "sh", "-c", HIDE, "sh"], ""
        reasons.append(done.stdout.strip())
    return None, "; ".join(reasons)


#: How ctest is told that a part was not tested (SKIP_RETURN_CODE).
SKIPPED = 77

#: Set by ./wheels_from_source.
FROM_SOURCE = "PYUNBOX_WHEELS_FROM_SOURCE"


class Wheels(BuildsCase):
    #: Why some tests could not be run.
    nothing_hidden = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.home = pathlib.Path(cls.holder).resolve()
        wheel = [tools() / "pip", "--disable-pip-version-check", "wheel", "--quiet"]
        wheel += ["--no-build-isolation", "--no-deps", "--no-index", "-w", cls.home / "dist"]
        path = f"{tools()}:{pathlib.Path(CMAKE).parent}:{pathlib.Path(NINJA).parent}"
        path += ":" + os.environ["PATH"]
        run([*wheel, RUNTIME], PATH=path)
        # The same executables as everywhere in the tests: to compile all again
        # would take minutes.
        setting = [f"--config-settings=cmake.define.PYUNBOX_PREBUILT={BUILD}"]
        run([*wheel, *([] if os.environ.get(FROM_SOURCE) else setting), ROOT], PATH=path)
        cls.bin = cls.home / "bare/bin"
        run([PYTHON, "-m", "venv", cls.home / "bare"])
        run([cls.bin / "pip", "--disable-pip-version-check", "install", "--quiet"]
            + ["--no-index", "--find-links", cls.home / "dist", "pyunbox-tool"])

    def include(self):
        return run(
            [PYTHON, "-c", "import sysconfig; print(sysconfig.get_paths()['include'])"]
        ).strip()

    def hidden(self, command, **env):
        """Runs a command where no LLVM is."""
        prefix, why = namespace()
        if not prefix:
            Wheels.nothing_hidden = why
            if os.environ.get("CI"):
                self.fail(f"LLVM cannot be hidden, and in CI it must be: {why}")
            self.skipTest(f"no mount namespace here: {why}")
        return run(prefix + command, cwd=self.dir, PATH=f"{self.bin}:/usr/bin:/bin", **env)

    def test_names(self):
        names = sorted(path.name for path in (self.home / "dist").iterdir())
        self.assertEqual(len(names), 2)
        self.assertRegex(names[0], r"^pyunbox-[\d.]+-py3-none-any\.whl$")
        self.assertRegex(names[1], r"^pyunbox_tool-[\d.]+-py3-none-linux_\w+\.whl$")
        versions = {name.split("-")[1] for name in names}
        self.assertEqual(len(versions), 1, names)
        output = run([self.bin / "pyunbox", "--version"])
        self.assertEqual(output, f"pyunbox {versions.pop()}\n")

    def test_engine_leans_on_nothing(self):
        engine = self.home / "bare/libexec/pyunbox/pyunbox-engine"
        needed = {
            os.path.basename(line.split()[0]) for line in run(["ldd", engine]).splitlines()
        }
        self.assertEqual(needed - SYSTEM, set())

    def test_the_hiding_hides(self):
        folders = self.hidden(["sh", "-c", "ls -A /usr/lib/llvm-*/ | grep -v ':$' || true"])
        self.assertEqual(folders.strip(), "")

    def test_analyze(self):
        self.write("sample.c", MODULE)
        report = self.hidden(["pyunbox", "analyze", "sample.c", "--", "-I" + self.include()])
        self.assertIn("typed: twice: long (long)", report)

    def test_compile_and_run(self):
        self.write("sample.c", MODULE)
        self.hidden(["pyunbox-gcc", "-shared", "-fPIC", "-I" + self.include()]
                    + ["sample.c", "-o", "sample.so"])
        self.assertEqual(self.typed(self.dir / "sample.so"), ["twice"])

    def test_header(self):
        for command in (["pyunbox", "--include-dir"], ["python", "-m", "pyunbox", "--include-dir"]):
            folder = pathlib.Path(run([self.bin / command[0], *command[1:]]).strip())
            self.assertEqual(
                (folder / "pyunbox/typed_method.h").read_bytes(),
                (ROOT / "runtime/include/pyunbox/typed_method.h").read_bytes(),
            )

    def test_cmake_package(self):
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.18)\n"
                   "project(sample C)\nfind_package(pyunbox REQUIRED)\n"
                   "message(STATUS \"found ${pyunbox_EXECUTABLE}\")\n")  # fmt: skip
        output = run([CMAKE, "-G", "Ninja", "-S", self.dir, "-B", self.dir / "out"]
                     + [f"-DCMAKE_PREFIX_PATH={self.home}/bare"])
        self.assertTrue(re.search(r"found .*/bare/bin/pyunbox$", output, re.MULTILINE), output)


def main():
    result = unittest.main(exit=False).result
    if not result.wasSuccessful():
        return 1
    if Wheels.nothing_hidden:
        print("NOT TESTED: that the wheels work without the machine's LLVM. It could not be hidden:"
              f"\n{Wheels.nothing_hidden}", file=sys.stderr)  # fmt: skip
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
