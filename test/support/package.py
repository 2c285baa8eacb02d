"""The Python package as its users have it."""

import os
import shutil
import subprocess

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def install(directory, interpreters):
    """Put the package into `directory`, compiled for `interpreters` as pip does it;
    returns `directory`, to be put on their path.

    Run from its sources, the package is compiled at every start where
    PYTHONDONTWRITEBYTECODE is set or the sources are not writable."""
    shutil.copytree(
        os.path.join(_ROOT, "runtime", "python", "pyunbox"),
        os.path.join(directory, "pyunbox"),
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for interpreter in interpreters:
        subprocess.run([interpreter.path, "-m", "compileall", "-q", directory], check=True)
    return directory
