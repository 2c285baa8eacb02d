"""What the tests call, and where from: real modules, rewritten, for Debian's python3, and
a virtual environment of it with the consumers."""

import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("support", "differential")]

import build
import environments
import extensions
import interpreters
import project

REQUIREMENTS = os.path.join(HERE, "requirements.txt")

def interpreter():
    """Debian's python3."""
    return next(each for each in interpreters.cpythons() if each.path == "/usr/bin/python3")


def python():
    """The interpreter of the virtual environment."""
    return environments.python(interpreter().path, REQUIREMENTS)


def build_all(directory):
    """Build noise, jump-consistent-hash and pyswisseph through `pyunbox cc`; returns the
    folders to import them from."""
    builder = build.Builder(interpreter())
    folders = []
    for name in ("noise", "jump-consistent-hash"):
        folders.append(os.path.join(directory, name))
        builder.rewritten(project.load(name), folders[-1])
    folders.append(os.path.join(directory, "pyswisseph"))
    build_pyswisseph(builder, directory, folders[-1])
    return folders


def build_forms(directory):
    """Build the module with a function of every form; returns its folder."""
    folder = os.path.join(directory, "forms")
    os.mkdir(folder)
    source = os.path.join(TESTS, "runtime", "fixtures", "forms.c")
    extensions.build_module(interpreter(), "forms", [source], folder)
    return folder


def build_pyswisseph(builder, directory, target):
    """Its wrappers call functions of other files: these are analysed first."""
    swisseph = project.Project(os.path.join(HERE, "pyswisseph"))
    with project.cache_lock():
        archive = swisseph.source(builder.pip())
    unpacked = os.path.join(directory, "unpacked")
    shutil.unpack_archive(archive, unpacked)
    [folder] = [os.path.join(unpacked, name) for name in os.listdir(unpacked)]
    report = os.path.join(directory, "prior.json")
    files = ["pyswisseph.c", "libswe/swephlib.c", "libswe/swedate.c"]
    flags = ["-Ilibswe", "-Iswephelp", *extensions.include_flags(interpreter())]
    command = [build.tool(), "analyze", "--format=json", *files, "--", *flags]
    with open(report, "w", encoding="utf-8") as file:
        file.write(extensions.run(command, cwd=folder))
    # Nobody measures it, and with it goes all of SQLite.
    builder.rewritten(swisseph, target, PYUNBOX_PRIOR=report, CFLAGS="-O0")
