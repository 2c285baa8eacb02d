"""Modules with the bare structs of PyPy's prototype, which have no header: read only
where the user names the module (PYUNBOX_BARE), for nothing tells such a struct from chance.

    struct { int *arg_types; int ret_type; void *underlying_func; char ml_name[]; }
"""

import struct

from . import _layout as layout
from . import _record
from ._c_types import CType

_TAIL = struct.Struct("PiP")
_INT = struct.Struct("i")
_END = -1
_MOST_ARGUMENTS = 127

#: Code -> (C type, Python type of an argument, of a result, C spelling). What is not
#: here is called boxed.
_TYPES = {
    1: (layout.KIND_SIGNED * 256 + struct.calcsize("l"), layout.PY_INT, layout.PY_INT, "long"),
    2: (layout.KIND_FLOAT * 256 + 8, layout.PY_FLOAT, layout.PY_FLOAT, "double"),
}


def read(memory, name_address, flags):
    """The Record that stands for the struct around the name at `name_address`.

    Raises NoRecord or BadRecord. The struct says nothing of effects: the user does, by
    naming the module."""
    if not flags & layout.METH_TYPED:
        raise _record.NoRecord
    arg_types, ret_type, entry = _TAIL.unpack(
        memory.read_bytes(name_address - _TAIL.size, _TAIL.size)
    )
    if ret_type < 0:
        raise _record.BadRecord("bare: it raises, and does not say how")
    if ret_type not in _TYPES or not arg_types or not entry:
        raise _record.BadRecord("bare: result type %d" % ret_type)
    codes = list(_codes(memory, arg_types))
    record = _record.Record()
    record.arguments = tuple(map(_argument, codes))
    record.nrequired = len(codes)
    record.items = ()
    record.result = CType(_TYPES[ret_type][0])
    record.boxed = _TYPES[ret_type][2]
    record.bail, record.bail_value = layout.BAIL_NEVER, None
    record.call, record.entry, record.effects = layout.CALL_DIRECT, entry, 0
    arguments = ", ".join(_TYPES[code][3] for code in codes)
    record.declaration = "%s (%s)" % (_TYPES[ret_type][3], arguments or "void")
    return record


def _codes(memory, address):
    for i in range(_MOST_ARGUMENTS):
        code = _INT.unpack(memory.read_bytes(address + i * _INT.size, _INT.size))[0]
        if code == _END:
            return
        if code not in _TYPES:
            raise _record.BadRecord("bare: argument type %d" % code)
        yield code
    raise _record.BadRecord("bare: an argument list without an end")


def _argument(code):
    argument = _record.Argument()
    argument.name = ""
    argument.c_type = CType(_TYPES[code][0])
    argument.python = _TYPES[code][1]
    argument.optional = argument.keyword = argument.keyword_only = False
    argument.default = None
    return argument
