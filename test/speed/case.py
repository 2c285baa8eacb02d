"""What the tests share: a small project whose compiler tells when it is called."""

import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

TOOL = os.environ["PYUNBOX_TOOL"]
ENGINE = os.path.join(os.path.dirname(TOOL), "pyunbox-engine")

# Two units: the wrapper's verdict hangs on what the other one does.
HEADER = "int helper(int x);\n#define RESULT long\n"
MODULE = """\
#include <Python.h>
#include "local.h"
static PyObject *twice(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  return PyLong_FromLong((RESULT)helper(x));
}
static PyMethodDef methods[] = {
    {"twice", twice, METH_VARARGS, ""}, {NULL, NULL, 0, NULL}};
struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "spam", 0, -1, methods};
PyObject *PyInit_spam(void) { return PyModule_Create(&module); }
"""
HELPER = '#include "local.h"\nint helper(int x) { return 2 * x; }\n'

# An analysis asks the unit's compiler which lines it compiles, so the number of
# these calls is the number of units that were parsed. The second line does what
# a test wants to happen meanwhile.
COMPILER = """\
#!/bin/sh
echo "call: $*" >> "%(log)s"
case "$*" in *%(when)s*) %(action)s ;; esac
exec gcc "$@"
"""

def apart(commands):
    """The same commands, with folders that are not there: no two units share headers."""
    return [
        {**each, "arguments": [each["arguments"][0], "-I/nonexistent/%d" % number]
         + each["arguments"][1:]}
        for number, each in enumerate(commands)
    ]


#: <linux/time.h>; the module time has no name for it.
CLOCK_REALTIME_COARSE = 5


def await_tick():
    """Until the clock that the engine compares files with is past all that is written.

    It goes by ticks, and a file that may have changed in the tick in which an analysis
    begins is read again the next time.
    """
    written = time.time_ns()
    while time.clock_gettime_ns(CLOCK_REALTIME_COARSE) <= written:
        time.sleep(0.001)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="pyunbox-speed-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.cache = self.folder / "cache"
        self.project = self.folder / "project"
        self.project.mkdir()
        self.write("local.h", HEADER)
        self.write("module.c", MODULE)
        self.write("helper.c", HELPER)
        self.compiler = self.folder / "cc"
        self.set_compiler()
        self.set_commands(["module.c", "helper.c"])

    def write(self, name, text):
        (self.project / name).write_text(text, encoding="utf-8")

    def set_compiler(self, when="module.c", action=":"):
        """From now on the compiler does `action` when asked about the file `when`."""
        text = COMPILER % {"log": self.folder / "log", "when": when, "action": action}
        self.compiler.write_text(text, encoding="utf-8")
        self.compiler.chmod(0o755)

    def set_commands(self, sources, flags=()):
        include = "-I" + os.environ["PYUNBOX_PYTHON_INCLUDE"]
        commands = [
            {
                "directory": str(self.project),
                "file": source,
                "arguments": [str(self.compiler), *flags, include, "-c", source],
            }
            for source in sources
        ]
        (self.project / "compile_commands.json").write_text(json.dumps(commands))
        self.sources = sources

    def start(
        self,
        *options,
        command=("analyze", "--format=json"),
        engine=ENGINE,
        shell=None,
        environment=None,
    ):
        """Starts the engine; `shell` is run by the shell that starts it."""
        await_tick()
        command = [engine, *command, *options, *self.sources]
        if shell:
            command = ["sh", "-c", shell + '; exec "$@"', "sh", *command]
        return subprocess.Popen(
            command,
            cwd=self.project,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )

    def finish(self, process, status=0):
        """The report and what was printed to stderr."""
        out, err = process.communicate(timeout=300)
        self.assertEqual(process.returncode, status, err)
        return out, err

    def analyze(self, *options, cached=True, status=0, **how):
        """(report, stderr, number of units parsed)."""
        log = self.folder / "log"
        log.write_text("")
        option = "--cache-dir=%s" % (self.cache if cached else "")
        out, err = self.finish(self.start(option, *options, **how), status)
        return out, err, log.read_text().count("call")

    def fresh(self):
        """The report of a run without a cache."""
        return self.analyze(cached=False)[0]

    def entries(self):
        """The files of the cache."""
        return sorted(path for path in self.cache.rglob("*") if path.is_file())
