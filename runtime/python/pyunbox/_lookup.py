"""From a function object to its record, on any interpreter."""

import sys

from . import _layout as layout
from . import _record

if sys.implementation.name == "pypy":
    from . import _access_pypy as _access
else:
    from . import _access_cpython as _access


def find(function):
    """The record of a C function or method and its ml_flags: (Record, int).

    Raises _record.NoRecord or _record.BadRecord."""
    name, flags = _row(function)
    record = _record.read(_access, name)
    if sys.implementation.name == "pypy" and not flags & layout.METH_TYPED:
        raise _record.BadRecord("its table row lacks METH_TYPED")
    _check_arity(record, flags)
    return record, flags


def find_bare(function):
    """The same for a function with a bare struct; see _bare."""
    from . import _bare

    name, flags = _row(function)
    record = _bare.read(_access, name, flags)
    _check_arity(record, flags)
    return record, flags


def _row(function):
    """The ml_name, an address, and ml_flags of a C function or method."""
    address = _access.method_def(function)
    if address is None:
        raise _record.NoRecord
    name, _, flags, _ = layout.METHOD_DEF.unpack(
        _access.read_bytes(address, layout.METHOD_DEF.size)
    )
    return name, flags


def _check_arity(record, flags):
    """The interpreter itself counts the arguments of two conventions."""
    counted = {layout.METH_O: 1, layout.METH_NOARGS: 0}
    expected = counted.get(flags & (layout.METH_O | layout.METH_NOARGS))
    nargs = len(record.arguments)
    if expected is not None and not record.nrequired == nargs == expected:
        raise _record.BadRecord("%d arguments in ml_flags 0x%x" % (nargs, flags))
