"""Unboxed calls into C extension modules.

A module built with pyunbox carries, for each method whose C types are known, a
record that names the C function behind it (see include/pyunbox/typed_method.h).
On PyPy `install()` makes calls of such functions skip the boxing; elsewhere the
records can be inspected with `signature()`.

Everything but these names is private. What a function needs is imported when it
is called: this module stands on the start-up path of every program that uses it.
"""

__version__ = "0.1.0"
__all__ = ["counts", "include_dir", "install", "signature"]


def install():
    """Make unboxed calls wherever an extension module allows it.

    Covers the modules imported so far and those imported later; a second call
    does nothing. A name bound earlier by ``from module import function`` stays
    the boxed original. Does nothing on an interpreter other than PyPy, and if
    the environment variable PYUNBOX is 0.

    PYUNBOX_TRACE=1 prints a line to stderr for each function: what was done and
    why. PYUNBOX_COUNT=1 makes `counts()` work, at the price of slower calls.
    """
    import sys

    if sys.implementation.name == "pypy":
        from . import _hook

        _hook.install()


def signature(function):
    """The C signature of a function or method of an extension module.

    Returns a `pyunbox._signature.Signature`, or None if `function` carries no
    valid record. Both the original and the function that `install()` put in its
    place are accepted.
    """
    from . import _signature

    return _signature.of(function)


def counts():
    """How the calls of each replaced function went so far.

    Returns a dict from "module.function" to an object with three ints: `typed`
    (the C function behind it gave the result), `boxed` (the original did) and
    `bailed`, those of `boxed` where the C function had been called and bailed
    out. Empty unless PYUNBOX_COUNT=1 was set when `install()` ran.
    """
    from . import _counts

    return dict(_counts.by_name)


def include_dir():
    """The directory to hand to a C compiler with -I for <pyunbox/typed_method.h>."""
    import os

    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "include")
