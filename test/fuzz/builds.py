"""Rewrites and compiles units, and runs the children that call them."""

import json
import os
import re
import subprocess
import sys
import sysconfig

import paths

_COUNT = os.path.join(paths.DIFFERENTIAL, "fixtures", "count_fast_calls.h")
_CHILD = os.path.join(paths.HERE, "child.py")
_WARNING = re.compile(r"\bwarning: (.*)")

#: What no run of a generated unit takes.
SECONDS = 60


class Failed(Exception):
    """What a command said that should have succeeded."""


class Toolchain:
    """The commands. python: the interpreter under test."""

    def __init__(self, pyunbox, pypy=False):
        self.pyunbox = pyunbox
        self.is_pypy = pypy
        self.python = "pypy3" if pypy else sys.executable
        self.python_include = sysconfig.get_paths()["include"]
        if pypy:
            ask = "import sysconfig; print(sysconfig.get_paths()['include'])"
            self.python_include = _run([self.python, "-c", ask], "/").strip()

    def compiler(self, name, cxx):
        if name == "gcc":
            return "g++" if cxx else "gcc"
        return "clang++-19" if cxx else "clang-19"

    def flags(self):
        return ["-I" + self.python_include, "-I" + paths.INCLUDE]

    def rewrite(self, folder, name, compiler, flags):
        """The path of the rewritten source."""
        command = [self.pyunbox, "rewrite", "--quiet", "--cache-dir=", "--output-dir=rewritten",
                   name, "--", compiler, *self.flags(), *flags]
        _run(command, folder)
        path = os.path.join(folder, "rewritten", name)
        # Nothing to rewrite writes nothing.
        return path if os.path.exists(path) else os.path.join(folder, name)

    def report(self, folder, name):
        """The methods of the JSON report."""
        command = [self.pyunbox, "analyze", "--cache-dir=", "--format=json", "--output=report.json",
                   name, "--", *self.flags()]
        _run(command, folder)
        with open(os.path.join(folder, "report.json")) as file:
            return json.load(file)["methods"]

    def compile(self, source, target, compiler, flags):
        """Build a module; returns its warnings."""
        command = [*compiler.split(), "-shared", "-fPIC", "-Wall", "-Wextra", "-include", _COUNT,
                   *self.flags(), *flags, source, "-o", target, "-lm"]
        said = _run(command, os.path.dirname(source))
        if "pyunbox: left" in said:
            raise Failed("\n".join(each for each in said.splitlines() if "pyunbox: " in each))
        return {_without_numbers(each) for each in _WARNING.findall(said)}

    def call(self, job):
        """(returncode, stdout + stderr) of a child."""
        path = job["out"] + ".json"
        with open(path, "w") as file:
            json.dump(job, file)
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYUNBOX_COUNT": "1"}
        try:
            done = subprocess.run(
                [self.python, _CHILD, path], env=environment, text=True, timeout=SECONDS,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, errors="replace",
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "timeout", "", ""
        return done.returncode, done.stdout, done.stderr

    def shown(self, job, method, index):
        """One call as text."""
        command = [self.python, _CHILD, job["out"] + ".json", method, str(index)]
        return _run(command, paths.HERE).strip()


def _run(command, folder):
    done = subprocess.run(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        errors="replace", timeout=300,
        env={**os.environ, "LC_ALL": "C", "PYUNBOX_INCLUDE_DIR": paths.INCLUDE, "PYUNBOX_CACHE_DIR": ""},
    )  # fmt: skip
    if done.returncode:
        wrong = [line for line in done.stdout.splitlines() if "error" in line] or [done.stdout]
        raise Failed("%s: exit status %s\n%s" % (command[0], done.returncode, "\n".join(wrong)))
    return done.stdout


def _without_numbers(warning):
    """A warning without what differs between two places."""
    return re.sub(r"[0-9]+", "0", warning)


def lines(path):
    try:
        with open(path) as file:
            return file.read().splitlines()
    except OSError:
        return []
