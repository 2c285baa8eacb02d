"""Builds extension modules and C programs with a bare compiler call."""

import glob
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEADERS = os.path.join(ROOT, "runtime", "include")
PACKAGE = os.path.join(ROOT, "runtime", "python")

WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused-parameter")


def include_flags(interpreter):
    """Flags for the interpreter's headers (warnings in them are not ours) and ours."""
    flags = ["-I" + HEADERS]
    for path in interpreter.include:
        flags += ["-isystem", path]
    return flags


def build_module(interpreter, name, sources, directory, flags=(), compiler="cc", launcher=()):
    """Build the extension module `name` in `directory`; returns the file's path.
    `launcher` is a command to put before those that compile.

    Raises AssertionError, with the compiler's words, if it does not compile."""
    output = os.path.join(directory, name + interpreter.suffix)
    command = [compiler, "-fPIC", "-O2", *flags]
    command += include_flags(interpreter)
    objects = []
    for source in sources:
        objects.append(os.path.join(directory, os.path.basename(source) + ".o"))
        run([*launcher, *command, "-c", source, "-o", objects[-1]])
    run([*command, "-shared", *objects, "-o", output])
    return output


def build_both(tool, interpreter, name, sources, directory, flags=WARNINGS):
    """Build a module as it is and through `tool`'s launcher; returns the two folders:
    "boxed" and "typed"."""
    folders = {}
    for kind, launcher in (("boxed", []), ("typed", [tool, "cc", "--"])):
        folders[kind] = os.path.join(directory, kind)
        os.mkdir(folders[kind])
        build_module(interpreter, name, sources, folders[kind], flags, launcher=launcher)
    return folders


def library(interpreter, directory, flags=(), compiler="cc"):
    """Compile libpyunbox's sources into `directory`; returns the object files."""
    objects = []
    for source in sorted(glob.glob(os.path.join(ROOT, "runtime", "src", "*.c"))):
        objects.append(os.path.join(directory, os.path.basename(source) + ".o"))
        command = [compiler, "-std=c99", "-O2", "-fPIC", *WARNINGS, *flags]
        run(command + include_flags(interpreter) + ["-c", source, "-o", objects[-1]])
    return objects


def run(command, **options):
    """Run a command that must succeed; returns its stdout.

    Raises AssertionError, with its output, if it fails."""
    answer = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        **options,
    )
    if answer.returncode != 0:
        raise AssertionError(
            "%s\nexit status %d\n%s%s"
            % (" ".join(command), answer.returncode, answer.stdout, answer.stderr)
        )
    return answer.stdout


def environment(*directories, **variables):
    """This process's environment with `directories` and the package importable."""
    result = {k: v for k, v in os.environ.items() if not k.startswith("PYUNBOX")}
    result["PYTHONPATH"] = os.pathsep.join((PACKAGE,) + directories)
    # Several interpreters share the sources; none shall write beside them.
    result["PYTHONDONTWRITEBYTECODE"] = "1"
    result.update(variables)
    return result
