"""What the tests call, and where from: real modules, rewritten, for Debian's python3, and
a virtual environment of it with the consumers."""

import fcntl
import hashlib
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("support", "differential", "corpus")]

import build
import building
import description
import extensions
import interpreters
import project
import sources

REQUIREMENTS = os.path.join(HERE, "requirements.txt")

#: Code that imports CPython's own math, rewritten: the interpreter has one built in.
LOAD_MATH = """
import importlib.machinery, importlib.util, os, sys
_folder = next(path for path in sys.path if os.path.basename(path) == "rewritten-math")
_file = os.path.join(_folder, next(n for n in os.listdir(_folder) if n.endswith(".so")))
_loader = importlib.machinery.ExtensionFileLoader("math", _file)
math = importlib.util.module_from_spec(importlib.util.spec_from_loader("math", _loader))
_loader.exec_module(math)
"""


def interpreter():
    """Debian's python3."""
    return next(each for each in interpreters.cpythons() if each.path == "/usr/bin/python3")


def python():
    """The interpreter of the virtual environment, which is made if it is missing."""
    with open(REQUIREMENTS, "rb") as file:
        key = hashlib.sha256(file.read()).hexdigest()[:8]
    folder = project.cache_directory("environments", "consumers-" + key)
    path = os.path.join(folder, "bin", "python3")
    ready = os.path.join(folder, "ready")
    with open(folder + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(ready):
            shutil.rmtree(folder)
            extensions.run([interpreter().path, "-m", "venv", folder])
            pip = [path, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            extensions.run(pip + ["-r", REQUIREMENTS])
            open(ready, "w").close()
    return path


def build_all(directory):
    """Build noise, jump-consistent-hash and CPython's math through `pyunbox cc`; returns
    the folders to import them from (see LOAD_MATH)."""
    folders = []
    for name in ("noise", "jump-consistent-hash"):
        folders.append(os.path.join(directory, name))
        build.Builder(interpreter()).rewritten(project.load(name), folders[-1])
    cpython = description.load("cpython-3.11")
    where = os.path.join(directory, "cpython")
    os.mkdir(where)
    builder = building.Builder(cpython, sources.unpacked(cpython.source), interpreter(), where)
    built = builder.build(cpython.module("math"))
    folders.append(os.path.join(directory, "rewritten-math"))
    shutil.move(built.rewritten, folders[-1])
    return folders
