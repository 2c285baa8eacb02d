"""Unboxed calls into C extension modules.

A module built with pyunbox carries, for each method whose C types are known, a
record that names the C function behind it (see include/pyunbox/typed_method.h).
On PyPy `install()` makes calls of such functions skip the boxing; elsewhere the
records can be inspected with `signature()`.

Everything but these names is private. What a function needs is imported when it
is called: this module stands on the start-up path of every program that uses it.
"""

__version__ = "0.1.0"
__all__ = [
    "cffi",
    "counts",
    "ctypes",
    "export_capsules",
    "include_dir",
    "install",
    "report",
    "scipy",
    "signature",
]


def install():
    """Make unboxed calls wherever an extension module allows it.

    Covers the modules imported so far and those imported later; a second call
    does nothing. A name bound earlier by ``from module import function`` stays
    the boxed original. Does nothing on an interpreter other than PyPy, and if
    the environment variable PYUNBOX is 0.

    PYUNBOX_TRACE=1 prints a line to stderr for each function: what was done and
    why. It and PYUNBOX_COUNT=1 make `counts()` work, at the price of slower calls.
    PYUNBOX_BARE=module,... also reads the named modules' bare structs of PyPy's
    prototype: whoever names one vouches that its C functions need no GIL.
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

    Returns a dict from "module.function", or "module.Type.method", to an object with
    three ints: `typed` (the C function behind it gave the result), `boxed` (the
    original did) and `bailed`, those of `boxed` where the C function had been called
    and bailed out. Empty unless PYUNBOX_COUNT=1 or PYUNBOX_TRACE=1 was set when `install()` ran.
    """
    from . import _counts

    return dict(_counts.by_name)


def report():
    """What `install()` did so far: a dict, sorted, from the name of each function or method
    that has a record, as in `counts()`, to its `unboxed`, `reason` (why it is called boxed;
    "") and `counts` (as there, or None). Printed, it is a table. Empty where nothing is installed.
    """
    from . import _report

    return _report.report()


def ctypes(function):
    """The C function behind `function` as a function pointer of ctypes.

    It takes all arguments, by place, and is called without the GIL. As ever, ctypes
    truncates an int that its C type has no room for. Raises TypeError if `function` has no
    valid record, and ValueError, with the reason, if its C function is not fit for callers
    that know of no guard: only one that never bails out, raises nothing, touches no state
    and takes every value of its C types is."""
    from . import _pointers

    return _pointers.as_ctypes(function)


def cffi(function):
    """The same as a function pointer of cffi, which must be installed."""
    from . import _pointers

    return _pointers.as_cffi(function)


def scipy(function):
    """The same as a scipy.LowLevelCallable. SciPy must be installed."""
    from . import _pointers

    return _pointers.as_scipy(function)


def export_capsules(module):
    """Export C functions of `module` as Cython does, in `module.__pyx_capi__`.

    Compiled code can then `cimport` them, with the declarations that
    ``python -m pyunbox --pxd MODULE`` prints; it must be imported after this call. Only
    those functions that `ctypes()` takes are exported; returns their names, sorted.
    Needs CPython."""
    from . import _capsules

    return _capsules.export(module)


def include_dir():
    """The directory to hand to a C compiler with -I for <pyunbox/typed_method.h>."""
    import os

    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "include")
