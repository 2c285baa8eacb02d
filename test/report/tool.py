"""Runs pyunbox on what the report tests share."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOL = os.environ["PYUNBOX_TOOL"]
INCLUDE = os.environ["PYUNBOX_PYTHON_INCLUDE"]


class ReportCase(unittest.TestCase):
    """Each test class has a folder of its own, with the fixtures and the report
    about shapes.c in it as shapes.json."""

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-report-")
        cls.addClassCleanup(holder.cleanup)
        cls.folder = holder.name
        for name in os.listdir(os.path.join(HERE, "fixtures")):
            shutil.copy(os.path.join(HERE, "fixtures", name), cls.folder)
        cls.pyunbox("analyze", "--format=json", "--output=shapes.json", "shapes.c", "--", "-I" + INCLUDE)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def pyunbox(cls, *arguments, status=0, **environment):
        """What it printed to stdout, and, if it must fail, to stderr."""
        done = subprocess.run([TOOL, *arguments], cwd=cls.folder, env={**os.environ, **environment},
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != status:
            raise AssertionError(f"{arguments}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stderr if status else done.stdout

    @classmethod
    def load(cls, name):
        with open(cls.path(name), encoding="utf-8") as file:
            return json.load(file)

    @classmethod
    def method(cls, name, report="shapes.json"):
        return next(m for m in cls.load(report)["methods"] if m["name"] == name)
