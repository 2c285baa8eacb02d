"""CPython's access to memory and to the method tables behind C functions."""

import ctypes

from . import _layout as layout

#: Types of C functions -> offset of the PyMethodDef pointer in their instances,
#: in bytes. A descriptor has its type, name and qualified name before it.
_TYPES = {
    type(len): object.__basicsize__,
    type(str.join): object.__basicsize__ + 3 * layout.POINTER.size,
    type(dict.__dict__["fromkeys"]): object.__basicsize__ + 3 * layout.POINTER.size,
}


def read_bytes(address, size):
    """The `size` bytes at `address`, which must be mapped."""
    return ctypes.string_at(address, size)


def read_text(address):
    """The bytes at `address` up to a NUL."""
    return ctypes.string_at(address)


def method_def(function):
    """Address of the PyMethodDef of a C function or method, None if it is none."""
    offset = _TYPES.get(type(function))
    if offset is None:
        return None
    return ctypes.c_void_p.from_address(id(function) + offset).value
