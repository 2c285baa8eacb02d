"""Entries as objects of the foreign function libraries."""

from . import _layout as layout
from . import _plain


def ctypes_type(c_type):
    """The type of ctypes for a CType; None for void."""
    import ctypes

    special = {
        layout.KIND_VOID: None,
        layout.KIND_BOOL: ctypes.c_bool,
        layout.KIND_FLOAT: ctypes.c_float if c_type.size == 4 else ctypes.c_double,
    }
    if c_type.kind in special:
        return special[c_type.kind]
    return getattr(ctypes, "c_" + c_type.name[:-2])


def ctypes_of(record):
    """The entry of any record as a function pointer of ctypes, called without the GIL."""
    import ctypes

    arguments = [ctypes_type(argument.c_type) for argument in record.arguments]
    arguments += [ctypes.POINTER(ctypes_type(item.c_type)) for item in record.items]
    return ctypes.CFUNCTYPE(ctypes_type(record.result), *arguments)(record.entry)


def as_ctypes(function):
    """See pyunbox.ctypes."""
    pointer = ctypes_of(_plain.record_of(function))
    pointer.method = function  # keeps its module loaded
    return pointer


def as_cffi(function):
    """See pyunbox.cffi."""
    import cffi

    record = _plain.record_of(function)
    return cffi.FFI().cast(_plain.c_text(record, "(*)"), record.entry)


def as_scipy(function):
    """See pyunbox.scipy."""
    import scipy

    return scipy.LowLevelCallable(as_ctypes(function))
