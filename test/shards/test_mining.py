"""docs/examples/mine on real source distributions, and on some that are made to fail, with a
real Dask cluster on this machine."""

import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("support", "differential", "corpus")]

import description  # noqa: E402
import environments  # noqa: E402
import interpreters  # noqa: E402
import project  # noqa: E402
import sources  # noqa: E402

TOOL = os.environ["PYUNBOX_TOOL"]
SCRIPT = HERE.parent.parent / "docs" / "examples" / "mine" / "mine_sdists.py"

#: How many of their functions get a type, and how many there are.
PROJECTS = {"noise": [6, 6], "python-geohash": [0, 5]}

SETUP = """\
import os, sys, time
from setuptools import Extension, setup
def parent(pid):
    return int(open("/proc/%%d/stat" %% pid).read().rpartition(")")[2].split()[1])
waits = os.environ.get("WAITS_FOR_EVER", "")
if "%(name)s" == "waits" and waits and "bdist_wheel" in sys.argv:
    with open(waits, "w") as file:
        file.write(str(os.getpid()))
    time.sleep(3600)
if "%(name)s" == "kills" and "bdist_wheel" in sys.argv:
    # Whoever runs the commands: the process above pip, and above what limits pip's time.
    pid = os.getpid()
    while "timeout" not in open("/proc/%%d/cmdline" %% pid).read().split("\\0")[0]:
        pid = parent(pid)
    os.kill(parent(pid), 9)
setup(name="%(name)s", version="1.0", ext_modules=[Extension("%(name)s", ["module.c"])])
"""
MODULE = """\
#include <Python.h>
static PyObject *one(PyObject *self, PyObject *nothing) { return PyLong_FromLong(1); }
static PyMethodDef methods[] = {{"one", one, METH_NOARGS, ""}, {0}};
struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "%(name)s", 0, -1, methods};
PyObject *PyInit_%(name)s(void) { return PyModule_Create(&module); }
"""

#: Merges two reports at a time: the folder, the tool and the reports are arguments.
MERGE = """
import sys
import mine_sdists, shard
from dask import distributed
mine_sdists.WIDTH = 2
output, tool, *reports = sys.argv[1:]
setup = shard.Setup(output, tool, "", "", "", "", False, 60, "")
with distributed.Client(processes=False, dashboard_address="127.0.0.1:0", n_workers=1) as client:
    assert mine_sdists._merge_all(client, reports, setup) is None
"""


class Mining(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        debian = next(each for each in interpreters.cpythons() if each.path == "/usr/bin/python3")
        cls.python = environments.python(debian.path, str(HERE / "requirements.txt"))

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-mining-", ignore_cleanup_errors=True)
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name).resolve()
        (self.folder / "tmp").mkdir()
        self.waits = self.folder / "pid of the build that waits"

    def sdist(self, name, module=MODULE, sha256=None):
        """Makes a source distribution; its line in the list. The build of "waits" does not
        end if it is told so."""
        path = self.folder / ("%s-1.0.tar.gz" % name)
        source = self.folder / name
        source.mkdir()
        for file, text in (("setup.py", SETUP), ("module.c", module)):
            (source / file).write_text(text % {"name": name})
        with tarfile.open(path, "w:gz") as archive:
            archive.add(source, "%s-1.0" % name)
        sha256 = sha256 or hashlib.sha256(path.read_bytes()).hexdigest()
        return "%s --hash=sha256:%s" % (path.name, sha256)

    def environment(self, waits=False):
        return {
            **os.environ,
            "TMPDIR": str(self.folder / "tmp"),
            "PIP_FIND_LINKS": project.cache_directory("sources"),
            "PIP_NO_INDEX": "1",
            "WAITS_FOR_EVER": str(self.waits) if waits else "",
        }

    def start(self, lines, output, *options, waits=False):
        path = self.folder / "list.txt"
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        command = [self.python, str(SCRIPT), str(path), "--tool", TOOL, "--no-build-isolation"]
        return subprocess.Popen(
            [*command, "--output-dir", str(self.folder / output), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd=self.folder, env=self.environment(waits),
        )  # fmt: skip

    def mine(self, lines, output, *options, status=0, waits=False):
        """What was said of each package, by its label."""
        process = self.start(lines, output, *options, waits=waits)
        out, err = process.communicate()
        self.assertEqual(process.returncode, status, out + err)
        return dict(line.partition("] ")[2].split(": ", 1) for line in err.splitlines())

    def read(self, output, name="report.json"):
        return json.loads((self.folder / output / name).read_text(encoding="utf-8"))

    def same(self, one, other):
        """Whether the two reports are."""
        paths = [self.folder / output / "report.json" for output in (one, other)]
        return paths[0].read_bytes() == paths[1].read_bytes()

    def start_cluster(self):
        """The address of one with one worker, which has the tool, and not this example."""
        address = self.folder / "scheduler.json"
        common = ["--scheduler-file", str(address), "--host=127.0.0.1", "--no-dashboard"]
        for kind, options in (("scheduler", ["--port=0"]), ("worker", ["--nthreads=1"])):
            process = subprocess.Popen(
                [self.python, "-m", "distributed.cli.dask_" + kind, *common, *options],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd="/", env=self.environment(),
            )  # fmt: skip
            self.addCleanup(process.wait)
            self.addCleanup(process.terminate)
            while not address.exists() or not address.read_text():
                self.assertIsNone(process.poll())
                time.sleep(0.05)
        return json.loads(address.read_text())["address"]

    def test_order_and_workers_make_no_difference(self):
        lines = []
        for name in PROJECTS:
            pin = description.load(name).source
            sources.unpacked(pin)  # so that it is in the cache
            lines.append("%(package)s==%(version)s --hash=sha256:%(sha256)s" % pin)
        told = self.mine(lines, "one", "--workers=2")
        self.assertEqual(set(told.values()), {"mined"})
        found = {label.rpartition("-")[0]: [0, 0] for label in told}
        for method in self.read("one")["methods"]:
            counts = found[method["unit"].split("/")[0].rpartition("-")[0]]
            counts[0] += method["verdict"] == "typed"
            counts[1] += 1
        self.assertEqual(found, PROJECTS)
        self.assertEqual(self.read("one", "failed.json"), [])
        told = self.mine(lines[::-1], "other", "--scheduler", self.start_cluster())
        self.assertEqual(set(told.values()), {"mined"})
        self.assertTrue(self.same("one", "other"))

    def python_code(self, code, *arguments):
        """Run some code that uses the example's modules."""
        return subprocess.run(
            [self.python, "-c", code, *map(str, arguments)], cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**self.environment(), "PYTHONPATH": str(SCRIPT.parent)},
        )  # fmt: skip

    def test_merges_of_merges(self):
        reports = []
        for number in range(5):
            source = self.folder / ("m%d.c" % number)
            source.write_text("int f%d(void) { return %d; }\n" % (number, number))
            reports.append(self.folder / ("m%d.json" % number))
            command = [TOOL, "analyze", "--cache-dir=", "--format=json", "--output", reports[-1]]
            subprocess.run([*command, source.name, "--"], check=True, cwd=self.folder)
        together = self.folder / "together.json"
        subprocess.run([TOOL, "merge", "--output", together, *reports], check=True)
        for order in (reports, reports[::-1], reports[2:] + reports[:2]):
            done = self.python_code(MERGE, self.folder, TOOL, *order)
            self.assertEqual(done.returncode, 0, done.stdout)
            made = (self.folder / "report.json").read_bytes()
            self.assertEqual(made, together.read_bytes())

    def test_a_poisoned_package_fails_alone(self):
        lines = [
            self.sdist("broken", "int x = ;\n"),
            self.sdist("forged", sha256="0" * 64),
            "pyunbox-has-no-such-package==1.0",
            self.sdist("kills"),
            self.sdist("good"),
        ]
        told = self.mine(lines, "out", status=1)
        self.assertEqual(told["good-1.0"], "mined")
        failed = {each["package"]: each for each in self.read("out", "failed.json")}
        absent = "pyunbox-has-no-such-package-1.0"
        steps = {"broken-1.0": "build", "forged-1.0": "fetch", "kills-1.0": "worker"}
        steps[absent] = "fetch"
        self.assertEqual({name: each["step"] for name, each in failed.items()}, steps)
        self.assertIn("module.c:1:9: error: ", failed["broken-1.0"]["why"])
        self.assertIn("DO NOT MATCH THE HASHES", failed["forged-1.0"]["why"])
        self.assertIn("No matching distribution", pathlib.Path(failed[absent]["log"]).read_text())
        self.assertTrue(told["broken-1.0"].startswith("failed: build: "))
        self.assertEqual([each["id"] for each in self.read("out")["methods"]], ["good.one"])

        # What is done is not done again, so that a short time is enough for the rest.
        lines = [self.sdist("waits"), lines[-1]]
        told = self.mine(lines, "out", "--timeout=8", status=1, waits=True)
        self.assertEqual(told["good-1.0"], "reused")
        self.assertIn("not done within 8 seconds", told["waits-1.0"])
        self.assertFalse(is_alive(int(self.waits.read_text())))
        self.assertEqual([each["id"] for each in self.read("out")["methods"]], ["good.one"])

    def test_what_was_interrupted_goes_on(self):
        lines = [self.sdist("good"), self.sdist("waits")]
        process = self.start(lines, "out", "--workers=1", "--timeout=120", waits=True)
        self.addCleanup(process.communicate)
        self.assertEqual(process.stderr.readline(), "[1/2] good-1.0: mined\n")
        while not self.waits.exists() or not self.waits.read_text():
            time.sleep(0.05)
        process.kill()
        process.wait()
        # Nobody is left to end it but its own time limit.
        os.kill(int(self.waits.read_text()), signal.SIGKILL)
        [report] = (self.folder / "out" / "reports").iterdir()
        before = report.stat()
        self.assertFalse((self.folder / "out" / "report.json").exists())

        told = self.mine(lines, "out", "--workers=1")
        self.assertEqual(told, {"good-1.0": "reused", "waits-1.0": "mined"})
        after = report.stat()
        self.assertEqual((after.st_ino, after.st_mtime_ns), (before.st_ino, before.st_mtime_ns))
        self.mine(lines, "whole", "--workers=1")
        self.assertTrue(self.same("out", "whole"))

        # A report that somebody spoiled is named.
        report.write_text("{")
        process = self.start(lines, "out", "--workers=1")
        out, err = process.communicate()
        self.assertEqual(process.returncode, 1, out + err)
        self.assertIn("report.json: not made: merge: exit status 1: ", out)
        self.assertIn(report.name, out)

    def test_nothing_is_unpacked_elsewhere(self):
        """An archive's member may have any name, and follow a link that came before it."""
        archive = self.folder / "evil-1.0.tar.gz"
        with tarfile.open(archive, "w:gz") as file:
            link = tarfile.TarInfo("evil-1.0/link")
            link.type, link.linkname = tarfile.SYMTYPE, str(self.folder)
            file.addfile(link)
            for name in ("../../evil", str(self.folder / "evil"), "evil-1.0/link/evil"):
                file.addfile(tarfile.TarInfo(name))
        code = (
            "import shard, sys; log = open('log', 'w')\n"
            "setup = shard.Setup('', '', '', '', '', '', False, 60, '')\n"
            "shard._unpack(sys.argv[1], 'work/source', 'work', setup, log)"
        )
        work = self.folder / "work"
        work.mkdir()
        self.assertIn("Failed", self.python_code(code, archive).stdout)
        self.assertIn("evil", (self.folder / "log").read_text())
        found = [path for path in self.folder.rglob("evil") if work not in path.parents]
        self.assertEqual(found, [])

    def test_mistakes(self):
        hashed = " --hash=sha256:" + "0" * 64
        for lines, why in (
            (["# nothing"], "list.txt: names no package"),
            (["noise"], "list.txt:1: 'noise' is neither NAME==VERSION nor a source distribution"),
            (["", "a-1.zip"], "list.txt:2: 'a-1.zip' has no --hash=sha256:..."),
            (["a==1 --hash=md5:0"], "list.txt:1: one --hash=sha256:... may follow 'a==1'"),
            (["a==1", "a-1.zip" + hashed], "list.txt:2: a-1 is pinned twice"),
        ):
            process = self.start(lines, "out")
            out, err = process.communicate()
            self.assertEqual((process.returncode, out), (2, ""))
            self.assertIn(why, err)
            self.assertEqual(len(err.splitlines()), 1)
        process = self.start(["a==1"], "out", "--help")
        self.assertIn("--scheduler ADDRESS", process.communicate()[0])


def is_alive(pid):
    """Whether a process runs; one that nobody has asked for its exit status does not."""
    try:
        stat = pathlib.Path("/proc/%d/stat" % pid).read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


if __name__ == "__main__":
    unittest.main()
