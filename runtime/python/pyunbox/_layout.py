"""The numbers of typed_method.h, as this package reads them.

Version 1 only. The header is the definition; test/runtime holds the two together.
"""

import struct

ALIGNMENT = 128
NAME_OFFSET = 104
MAGIC = b"pyunbox\0"
VERSION = 1

METH_TYPED = 0x1000  # on PyPy; CPython's method tables have no such bit

_POINTER = "Q" if struct.calcsize("P") == 8 else "I"

#: struct pyunbox_header: magic, self, version, size, nargs, nrequired, result,
#: boxed, bail, call, entry, args, bail_int, bail_float, effects, reserved,
#: signature. The header packs its 64-bit members to 4 bytes: no padding.
HEADER = struct.Struct("=8s{p}8H{p}{p}qdII{p}".format(p=_POINTER))

#: struct pyunbox_arg: name, type, python, flags, default_int, default_float.
ARGUMENT = struct.Struct("={p}HHIqd".format(p=_POINTER))

#: PyMethodDef: ml_name, ml_meth, ml_flags, ml_doc.
METHOD_DEF = struct.Struct("PPiP")

POINTER = struct.Struct("P")

KIND_VOID, KIND_SIGNED, KIND_UNSIGNED, KIND_BOOL, KIND_FLOAT, KIND_COMPLEX = range(6)
KIND_TEXT, KIND_BUFFER = 6, 7  # a pointer; a pointer and a length
KIND_ITEMS = 8  # of results: so many values, by pointers

PY_NONE, PY_INT, PY_FLOAT, PY_REAL, PY_BOOL, PY_BYTE, PY_CHAR, PY_COMPLEX = range(8)
PY_STR, PY_STR_OR_NONE, PY_BYTES, PY_STR_OR_BYTES, PY_STR_BYTES_OR_NONE = range(8, 13)
PY_TUPLE = 13  # of results

ARG_OPTIONAL = 1
ARG_KEYWORD = 2
ARG_KEYWORD_ONLY = 4

BAIL_NEVER, BAIL_DISTINCT, BAIL_REPEAT = range(3)

CALL_BOXED, CALL_DIRECT, CALL_GIL = range(3)

EFFECT_RAISES = 1
EFFECT_NEEDS_GIL = 2
EFFECT_STATE = 4
EFFECT_PURE = 8
EFFECT_BLOCKS = 16
EFFECT_RETAINS = 32

# Calling conventions (ml_flags), the same on all interpreters.
METH_KEYWORDS = 0x2
METH_NOARGS = 0x4
METH_O = 0x8
METH_CLASS = 0x10
