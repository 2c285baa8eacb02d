"""Builds the bench's extension modules of one file, boxed and rewritten."""

import os
import subprocess

_BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build(interpreter, compiler, directory, source="seed/mytypedmod.c"):
    """Build the module of `source` with `compiler` (an argument list) into
    `directory`; returns the module's path."""
    os.makedirs(directory)
    module = os.path.splitext(os.path.basename(source))[0]
    path = os.path.join(directory, module + interpreter.suffix)
    command = compiler + ["-shared", "-fPIC", "-O2", "-DNDEBUG"]
    command += ["-I" + include for include in interpreter.include]
    command += [os.path.join(_BENCH, source), "-o", path]
    subprocess.run(command, check=True)
    return path
