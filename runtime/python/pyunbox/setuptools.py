"""A build_ext command for setuptools that compiles through the pyunbox tool.

In pyproject.toml (setuptools 68 or later):

    [build-system]
    requires = ["setuptools", "pyunbox-tool"]
    build-backend = "setuptools.build_meta"

    [tool.setuptools.cmdclass]
    build_ext = "pyunbox.setuptools.build_ext"

or in setup.py: `setup(..., cmdclass={"build_ext": pyunbox.setuptools.build_ext})`.
"""

import os
import shutil
import sys

from setuptools.command.build_ext import build_ext as _build_ext

#: What a compiler object of setuptools calls to compile. The last is of newer ones, which
#: have an own command for C++.
_COMPILERS = ("compiler", "compiler_so", "compiler_cxx", "compiler_so_cxx")


class build_ext(_build_ext):
    """setuptools' build_ext with `pyunbox cc --` in front of the compiler.

    Where the tool is not installed, or the compiler is none that it works with, the
    extensions are compiled as they are and a warning says so."""

    def build_extensions(self):
        tool = _tool()
        if self.compiler.compiler_type != "unix":
            self.warn("pyunbox: %s is not supported; compiling as it is" % self.compiler)
        elif tool is None:
            self.warn("pyunbox: not found (pip install pyunbox-tool); compiling as it is")
        else:
            for name in _COMPILERS:
                command = getattr(self.compiler, name, None)
                if command:
                    setattr(self.compiler, name, [tool, "cc", "--", *command])
        super().build_extensions()


def _tool():
    """The path of the command: in PATH, or of this interpreter's environment."""
    return shutil.which("pyunbox") or shutil.which("pyunbox", path=os.path.dirname(sys.executable))
