#!/usr/bin/env python3
"""Runs the conformance kit: builds its modules for an interpreter, and runs the checks
there against an adapter, a module that reads records and makes typed calls. README.md
says what it must offer. Exit status: 0 if all checks passed, 1 if not."""

import argparse
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
FIXTURES = os.path.join(TESTS, "runtime", "fixtures")
sys.path.insert(0, os.path.join(TESTS, "support"))

import extensions
import interpreters


def build_modules(interpreter, directory, flags=()):
    """Build the modules whose records the checks read."""
    for name, folder in (("forms", FIXTURES), ("corrupt", FIXTURES), ("effects", HERE)):
        source = os.path.join(folder, name + ".c")
        extensions.build_module(interpreter, name, [source], directory, flags)


def build_library_adapter(interpreter, directory, flags=()):
    """Build the adapter for libpyunbox; returns its name."""
    sources = [os.path.join(HERE, "library_adapter.c")]
    sources += extensions.library(interpreter, directory, flags)
    flags = [*flags, "-std=c99", *extensions.WARNINGS]
    output = os.path.join(directory, "library_adapter" + interpreter.suffix)
    command = ["cc", "-shared", "-fPIC", "-O2", *flags, *extensions.include_flags(interpreter)]
    extensions.run(command + sources + ["-o", output, "-lffi"])
    return "library_adapter"


def check(interpreter, adapter, folders, directory):
    """Run the checks; returns their exit status."""
    path = (directory, HERE, os.path.join(TESTS, "runtime"), *folders)
    command = [interpreter.path, os.path.join(HERE, "checks.py"), adapter]
    return subprocess.run(command, env=extensions.environment(*path)).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", metavar="MODULE", help="default: that of libpyunbox")
    parser.add_argument(
        "--path", metavar="FOLDER", action="append", default=[], help="to import the adapter from"
    )
    parser.add_argument(
        "--python", metavar="PATH", help="the interpreter under test; default: all that are found"
    )
    given = parser.parse_args()
    chosen = [each for each in interpreters.found() if given.python in (None, each.path)]
    if not chosen:
        parser.error("no interpreter with its headers at %s" % given.python)
    status = 0
    for interpreter in chosen:
        sys.stderr.write("%s\n" % interpreter.name)
        with tempfile.TemporaryDirectory() as directory:
            build_modules(interpreter, directory)
            adapter = given.adapter or build_library_adapter(interpreter, directory)
            status |= check(interpreter, adapter, map(os.path.abspath, given.path), directory) != 0
    return status


if __name__ == "__main__":
    sys.exit(main())
