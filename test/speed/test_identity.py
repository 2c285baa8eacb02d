"""A real project's report is the same to the byte, however it is made.

identity_of_corpus does this for all projects of the corpus.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from case import ENGINE, apart

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "corpus"))

import description  # noqa: E402
import sources  # noqa: E402


class Identity:
    #: Else it is another project, or was not read.
    MORE_METHODS_THAN = 10

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="pyunbox-speed-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        project = description.load(self.PROJECT)
        self.root = sources.unpacked(project.source)
        include = "-I" + os.environ["PYUNBOX_PYTHON_INCLUDE"]
        self.units = []
        alike = []
        for module in project.modules:
            for source in module.sources:
                self.units.append(source)
                flags = [*project.flags(module), include]
                alike.append(
                    {
                        "directory": self.root,
                        "file": source,
                        "arguments": ["gcc", *flags, "-c", source],
                    }
                )
        for kind, commands in (("alike", alike), ("apart", apart(alike))):
            (self.folder / kind).mkdir()
            (self.folder / kind / "compile_commands.json").write_text(json.dumps(commands))

    def report(self, *options, commands="alike"):
        answer = subprocess.run(
            [ENGINE, "analyze", "--format=json", "-p", self.folder / commands]
            + [*options, *self.units],
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        )
        return answer.stdout

    def test_every_technique(self):
        plain = self.report("--jobs=1", "--cache-dir=", commands="apart")
        self.assertGreater(plain.count(b'"verdict"'), self.MORE_METHODS_THAN)
        cache = "--cache-dir=%s" % (self.folder / "cache")
        for name, options in (
            ("headers read once", ["--jobs=1", "--cache-dir="]),
            ("several at a time", ["--jobs=4", "--cache-dir="]),
            ("into the cache", ["--jobs=2", cache]),
            ("out of the cache", [cache]),
        ):
            with self.subTest(name):
                self.assertTrue(self.report(*options) == plain)


class Psutil(Identity, unittest.TestCase):
    """16 units of one module, which call into each other."""

    PROJECT = "psutil"


class CPython(Identity, unittest.TestCase):
    """65 modules, which share more and less of their headers."""

    PROJECT = "cpython-3.11"


if __name__ == "__main__":
    unittest.main()
