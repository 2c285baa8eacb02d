"""PyPy's access to memory, to the method tables behind C functions, and to C types.

Python objects reach the C API by name only: an object is put on a module of our
own, from where PyObject_GetAttrString fetches it.
"""

import sys
from itertools import count

import _cffi_backend

from . import _layout as layout

_ADDRESS = _cffi_backend.new_primitive_type("uintptr_t")
_VOID = _cffi_backend.new_void_type()
_WORDS = _cffi_backend.new_pointer_type(_ADDRESS)
_CHARS = _cffi_backend.new_pointer_type(_cffi_backend.new_primitive_type("char"))
_SHELF = __name__ + ".shelf"

#: Types of C functions by Python name -> C names of the type objects: a class method's
#: descriptor has the Python name of a function, too.
_TYPES = {
    "builtin_function_or_method": ("PyPyCFunction_Type", "PyPyClassMethodDescr_Type"),
    "method_descriptor": ("PyPyMethodDescr_Type",),
    "classmethod_descriptor": ("PyPyClassMethodDescr_Type",),
}
#: C name -> offset of the PyMethodDef pointer in its instances, in bytes. A PyPy
#: object starts with a count, a link and its type; a descriptor goes on with type,
#: name, qualname.
_METHOD_DEF_OFFSETS = {
    "PyPyCFunction_Type": 3 * layout.POINTER.size,
    "PyPyMethodDescr_Type": 6 * layout.POINTER.size,
    "PyPyClassMethodDescr_Type": 6 * layout.POINTER.size,
}
_TYPE_OFFSET = 2 * layout.POINTER.size
_TP_METHODS_OFFSET = 30 * layout.POINTER.size
_TP_DICT_OFFSET = 34 * layout.POINTER.size
#: Who finds more spare things than this takes one: for none to be left by then, so many
#: threads would have to stand between their own look and their own taking.
PLENTY = 128

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
    api = _c_api()
    pointer = api.reference_to(function)
    try:
        for type_name in _TYPES[kind.__name__]:
            if _pointer_at(pointer + _TYPE_OFFSET) == api.address_of(type_name):
                return _pointer_at(pointer + _METHOD_DEF_OFFSETS[type_name]) or None
        return None
    finally:
        api.release(pointer)


def method_names(owner):
    """The addresses of the ml_name in the table of a type; none if it is no C type."""
    api = _c_api()
    pointer = api.reference_to(owner)
    row = _cffi_backend.cast(_WORDS, _pointer_at(pointer + _TP_METHODS_OFFSET))
    api.release(pointer)
    while row and row[0]:
        yield row[0]
        row += layout.METHOD_DEF.size // layout.POINTER.size


def set_in_type(owner, name, value):
    """Set an attribute of a C type, also of one that Python programs may not change.

    As an extension itself does it: PyPy lets C code write to tp_dict, and looks names up
    anew after PyType_Modified, for subclasses and in compiled loops too. Raises
    SystemError if it does not."""
    api = _c_api()
    type_pointer = api.reference_to(owner)
    pointer = api.reference_to(value)
    try:
        names = _pointer_at(type_pointer + _TP_DICT_OFFSET)
        if api.set_item(names, name.encode(), pointer):
            api.clear_error()
            raise SystemError("%r cannot be changed" % owner)
        api.type_modified(type_pointer)
    finally:
        api.release(pointer)
        api.release(type_pointer)


def take(address):
    """The object at `address`, a new reference that is given up."""
    api = _c_api()
    # A list that belongs to this one call. An attribute of the shelf would do, but for the
    # JIT: whatever it compiles with a module's names in it is void once there is a new one.
    box = api.boxes.pop() if len(api.boxes) > PLENTY else api.new_box()
    objects, pointer = box
    failed = api.append(pointer, address)
    api.release(address)
    if failed:
        # It is nothing but a store: the stack is full.
        api.clear_error()
        raise RecursionError("maximum recursion depth exceeded")
    thing = objects.pop()
    api.boxes.append(box)
    return thing


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
        self.append = self._function(
            "PyPyList_Append", (_ADDRESS, _ADDRESS), _cffi_backend.new_primitive_type("int")
        )
        self.clear_error = self._function("PyPyErr_Clear", (), _VOID)
        self.set_item = self._function(
            "PyPyDict_SetItemString",
            (_ADDRESS, _CHARS, _ADDRESS),
            _cffi_backend.new_primitive_type("int"),
        )
        self.type_modified = self._function("PyPyType_Modified", (_ADDRESS,), _VOID)
        self.release = self._function("PyPy_DecRef", (_ADDRESS,), _VOID)
        self.names = count()
        #: Empty lists, each with its address.
        self.boxes = []
        self.shelf = sys.modules[_SHELF] = type(sys)(_SHELF)
        self.shelf_pointer = import_module(_SHELF.encode())

    def _function(self, name, arguments, result):
        kind = _cffi_backend.new_function_type(arguments, result)
        return self._library.load_function(kind, name)

    def reference_to(self, thing):
        """The address of an object, a new reference. Raises SystemError if none is made."""
        name = "object%d" % next(self.names)
        setattr(self.shelf, name, thing)
        pointer = self.get_attribute(self.shelf_pointer, name.encode())
        delattr(self.shelf, name)
        if not pointer:
            self.clear_error()
            raise SystemError("no C object of a %s can be made" % type(thing).__name__)
        return pointer

    def new_box(self):
        objects = []
        return objects, self.reference_to(objects)

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
