"""PyPy's access to memory and to the method tables behind C functions.

Python objects reach the C API by name only: an object is put on a module of our
own, from where PyObject_GetAttrString fetches it.
"""

import sys
from itertools import count

import _cffi_backend

from . import _layout as layout

_ADDRESS = _cffi_backend.new_primitive_type("uintptr_t")
_VOID = _cffi_backend.new_void_type()
_CHARS = _cffi_backend.new_pointer_type(_cffi_backend.new_primitive_type("char"))
_SHELF = __name__ + ".shelf"

#: Types of C functions by Python name -> (C name of the type object, offset of
#: the PyMethodDef pointer in its instances, in bytes). A PyPy object starts with
#: a count, a link and its type; a descriptor goes on with type, name, qualname.
_TYPES = {
    "builtin_function_or_method": ("PyPyCFunction_Type", 3 * layout.POINTER.size),
    "method_descriptor": ("PyPyMethodDescr_Type", 6 * layout.POINTER.size),
    "classmethod_descriptor": ("PyPyClassMethodDescr_Type", 6 * layout.POINTER.size),
}
_TYPE_OFFSET = 2 * layout.POINTER.size
_HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: made by a class statement


def read_bytes(address, size):
    """The `size` bytes at `address`, which must be mapped."""
    return _cffi_backend.buffer(_cffi_backend.cast(_CHARS, address), size)[:]


def read_text(address):
    """The bytes at `address` up to a NUL."""
    return _cffi_backend.string(_cffi_backend.cast(_CHARS, address))


def method_def(function):
    """Address of the PyMethodDef of a C function or method, None if it is none."""
    kind = type(function)
    # Only objects of the C API have these types: it is initialised by now.
    # Its types say nothing in __flags__; a class that borrows the name does.
    if kind.__name__ not in _TYPES or kind.__flags__ & _HEAP_TYPE:
        return None
    type_name, offset = _TYPES[kind.__name__]
    api = _c_api()
    name = "object%d" % next(api.names)
    setattr(api.shelf, name, function)
    pointer = api.get_attribute(api.shelf_pointer, name.encode())
    delattr(api.shelf, name)
    if not pointer:
        return None
    try:
        if _pointer_at(pointer + _TYPE_OFFSET) != api.address_of(type_name):
            return None
        return _pointer_at(pointer + offset) or None
    finally:
        api.release(pointer)


def take(address):
    """The object at `address`, a new reference that is given up."""
    api = _c_api()
    name = "object%d" % next(api.names)
    failed = api.set_attribute(api.shelf_pointer, name.encode(), address)
    api.release(address)
    if failed:
        # It is nothing but a store: the stack is full.
        api.clear_error()
        raise RecursionError("maximum recursion depth exceeded")
    return api.shelf.__dict__.pop(name)


def _pointer_at(address):
    return layout.POINTER.unpack(read_bytes(address, layout.POINTER.size))[0]


class _CApi:
    """The functions of PyPy's C API that are needed, under PyPy's names."""

    def __init__(self):
        self._library = _cffi_backend.load_library(None)
        import_module = self._function("PyPyImport_ImportModule", (_CHARS,), _ADDRESS)
        self.get_attribute = self._function(
            "PyPyObject_GetAttrString", (_ADDRESS, _CHARS), _ADDRESS
        )
        self.set_attribute = self._function(
            "PyPyObject_SetAttrString",
            (_ADDRESS, _CHARS, _ADDRESS),
            _cffi_backend.new_primitive_type("int"),
        )
        self.clear_error = self._function("PyPyErr_Clear", (), _VOID)
        self.release = self._function("PyPy_DecRef", (_ADDRESS,), _VOID)
        self.names = count()
        self.shelf = sys.modules[_SHELF] = type(sys)(_SHELF)
        self.shelf_pointer = import_module(_SHELF.encode())

    def _function(self, name, arguments, result):
        kind = _cffi_backend.new_function_type(arguments, result)
        return self._library.load_function(kind, name)

    def address_of(self, name):
        """The address of a symbol of the interpreter, of any kind."""
        symbol = self._function(name, (), _VOID)
        return int(_cffi_backend.cast(_ADDRESS, symbol))


_api = None


def _c_api():
    global _api
    if _api is None:
        _api = _CApi()
    return _api
