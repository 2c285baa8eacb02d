"""rewrite --in-place with a fault at each of its writes: every file is old or new,
and a rerun finishes the job."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PYUNBOX = os.environ["PYUNBOX_TOOL"]
UNPRIVILEGED = [sys.executable, HERE.parent / "support/unprivileged.py"]

# Not Python.h: reading that would be nearly all of the time.
PYTHON_H = """\
#ifndef Py_PYTHON_H
#define Py_PYTHON_H
typedef struct _object PyObject;
typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef struct PyMethodDef {
  const char *ml_name; PyCFunction ml_meth; int ml_flags; const char *ml_doc;
} PyMethodDef;
typedef struct PyModuleDef { const char *m_name; PyMethodDef *m_methods; } PyModuleDef;
#define METH_O 8
long PyLong_AsLong(PyObject *);
PyObject *PyLong_FromLong(long);
PyObject *PyErr_Occurred(void);
#endif
"""
MODULE = """\
#include <Python.h>
static long impl(long x) { return x + 1; }
static PyObject *wrapper(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return 0;
  return PyLong_FromLong(impl(x));
}
static PyMethodDef methods[] = {{"f", wrapper, METH_O, 0}, {0, 0, 0, 0}};
PyModuleDef module = {"m", methods};
"""
NAMES = ("a.c", "b.c", "sub/c.c")
HEADERS = ["third_party/pyunbox/fastcall.h", "third_party/pyunbox/typed_method.h"]


class InPlace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-test-")
        cls.addClassCleanup(holder.cleanup)
        cls.root = pathlib.Path(holder.name).resolve()
        (cls.root / "include").mkdir()
        (cls.root / "include/Python.h").write_text(PYTHON_H)
        cls.library = cls.root / "fault.so"
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-Wall", "-Werror", "-o", cls.library]
            + [HERE / "fault.c", "-ldl"],
            check=True,
        )
        # What a run without faults makes, and how many calls it takes.
        folder = cls.project("whole")
        cls.log = cls.root / "calls"
        done = cls.rewrite(folder, FAULT_LOG=cls.log)
        assert done.returncode == 0, done.stderr
        cls.calls = int(cls.log.read_text())
        cls.new = cls.contents(folder)

    @classmethod
    def project(cls, name):
        folder = cls.root / name
        for source in NAMES:
            path = folder / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(MODULE)
        return folder

    @classmethod
    def rewrite(cls, folder, *options, sources=NAMES, before=(), **env):
        return subprocess.run(
            [*before, PYUNBOX, "rewrite", "--quiet", "--in-place", "--vendor-header", "third_party"]
            + [*options, *sources, "--", f"-I{cls.root}/include"],
            cwd=folder,
            env={**os.environ, "LD_PRELOAD": str(cls.library)}
            | {key: str(value) for key, value in env.items()},
            capture_output=True,
            text=True,
        )

    @staticmethod
    def contents(folder):
        return {
            str(path.relative_to(folder)): path.read_text()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def test_is_about_something(self):
        self.assertEqual(sorted(self.new), sorted([*NAMES, *HEADERS]))
        for name in NAMES:
            self.assertIn("PYUNBOX_METHOD", self.new[name])
        # Empty, write, set the mode, sync and rename, for each file.
        self.assertEqual(self.calls, 5 * len(self.new))

    def each_fault(self, kind, check):
        for number in range(1, self.calls + 1):
            with self.subTest(kind=kind, call=number):
                folder = self.project(f"{kind}-{number}")
                done = self.rewrite(folder, FAULT_KIND=kind, FAULT_AT=number)
                found = self.contents(folder)
                left = {name for name in found if name.endswith(".pyunbox-new")}
                for name in set(found) - left:
                    self.assertIn(found[name], (MODULE, self.new[name]), name)
                check(number, done, found, left)
                again = self.rewrite(folder)
                self.assertEqual((again.returncode, again.stderr), (0, ""))
                self.assertEqual(self.contents(folder), self.new)

    def test_killed(self):
        def check(number, done, found, left):
            self.assertEqual(done.returncode, -signal.SIGKILL)

        self.each_fault("kill", check)

    def test_interrupted(self):
        # The signal waits for the work that was begun.
        def check(number, done, found, left):
            self.assertEqual(done.returncode, -signal.SIGINT)
            self.assertEqual(found, self.new)

        self.each_fault("interrupt", check)

    def test_disk_full(self):
        def check(number, done, found, left):
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertRegex(
                done.stderr,
                r"^pyunbox: error: .*: cannot (write|replace): No space left on device\n$",
            )
            self.assertEqual(left, set())
            # All is written before anything is replaced.
            if number <= self.calls - len(self.new):
                self.assertEqual(found, dict.fromkeys(NAMES, MODULE))

        self.each_fault("full", check)

    def test_changed_since_analysis(self):
        folder = self.project("changed")
        done = self.rewrite(folder, FAULT_KIND="edit", FAULT_AT=1, FAULT_FILE="b.c")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(
            done.stderr, r"b\.c: changed since it was analysed; run pyunbox again\n$"
        )
        edited = MODULE + "/* edited */\n"
        self.assertEqual(
            self.contents(folder), {"a.c": MODULE, "b.c": edited, "sub/c.c": MODULE}
        )
        self.assertEqual(self.rewrite(folder).returncode, 0)

    def test_read_only_tree(self):
        folder = self.project("read-only")
        for path in (folder / "a.c", folder / "sub"):
            path.chmod(path.stat().st_mode & ~0o222)
        self.addCleanup((folder / "sub").chmod, 0o755)
        done = self.rewrite(folder, before=UNPRIVILEGED)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"a\.c: cannot write: Permission denied")
        for name in NAMES:
            self.assertEqual((folder / name).read_text(), MODULE)

    def test_two_at_once(self):
        folder = self.project("two")
        threads = [threading.Thread(target=self.rewrite, args=(folder,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.contents(folder), self.new)

    def test_foreign_file_in_the_way(self):
        # A link that somebody else put there is not followed.
        folder = self.project("link")
        (folder / "target").write_text("precious")
        (folder / "a.c.pyunbox-new").symlink_to("target")
        done = self.rewrite(folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("a.c: cannot write: ", done.stderr)
        self.assertEqual((folder / "target").read_text(), "precious")
        self.assertEqual((folder / "b.c").read_text(), MODULE)

    def test_symbolic_links_to_one_file(self):
        folder = self.project("links")
        (folder / "link.c").symlink_to("a.c")
        done = self.rewrite(folder, sources=("link.c", "a.c"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue((folder / "link.c").is_symlink())
        self.assertEqual((folder / "a.c").read_text(), self.new["a.c"])


if __name__ == "__main__":
    unittest.main()
