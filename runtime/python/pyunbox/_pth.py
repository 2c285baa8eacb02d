"""Activation for every program of an environment: a .pth file in its site-packages,
which the interpreter runs at each start."""

import os
import sys

NAME = "pyunbox.pth"

#: A package that is gone must not make every start print an error.
LINE = (
    "import sys; exec('try:\\n import pyunbox\\nexcept ImportError:\\n pass\\n"
    "else:\\n pyunbox.install()')\n"
)


def path():
    """Where the file of this environment is, or would be."""
    import site

    return os.path.join(site.getsitepackages()[0], NAME)


def install():
    """Write the file; returns its path. Raises OSError."""
    target = path()
    partial = "%s.%d" % (target, os.getpid())
    with open(partial, "w", encoding="ascii") as file:
        file.write(LINE)
    os.replace(partial, target)
    return target


def remove():
    """Remove the file; returns its path. Raises OSError."""
    os.remove(path())
    return path()


def command(arguments):
    """`python -m pyunbox pth --install` or `--remove`; returns an exit status."""
    actions = {"--install": install, "--remove": remove}
    if sys.implementation.name != "pypy":
        sys.stderr.write("pyunbox: pth: functions are replaced on PyPy only\n")
        return 2
    try:
        print(actions[arguments[0]]())
    except OSError as error:
        sys.stderr.write("pyunbox: pth: %s: %s\n" % (error.filename or path(), error.strerror))
        return 1
    return 0
