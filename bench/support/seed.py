"""Builds the seed's extension module, boxed and rewritten."""

import os
import subprocess

_BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build(interpreter, compiler, directory):
    """Build mytypedmod with `compiler` (an argument list) into `directory`;
    returns the module's path."""
    os.makedirs(directory)
    path = os.path.join(directory, "mytypedmod" + interpreter.suffix)
    command = compiler + ["-shared", "-fPIC", "-O2", "-DNDEBUG"]
    command += ["-I" + include for include in interpreter.include]
    command += [os.path.join(_BENCH, "seed", "mytypedmod.c"), "-o", path]
    subprocess.run(command, check=True)
    return path
