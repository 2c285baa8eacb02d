"""C types as the records code them: kind * 256 + size in bytes."""

import struct

from ._layout import (
    KIND_BOOL,
    KIND_BUFFER,
    KIND_COMPLEX,
    KIND_FLOAT,
    KIND_SIGNED,
    KIND_TEXT,
    KIND_UNSIGNED,
    KIND_VOID,
    POINTER,
)

_SIZES = {
    KIND_VOID: (0,),
    KIND_SIGNED: (1, 2, 4, 8),
    KIND_UNSIGNED: (1, 2, 4, 8),
    KIND_BOOL: (1,),
    KIND_FLOAT: (4, 8),
    KIND_COMPLEX: (16,),
    KIND_TEXT: (POINTER.size,),
    KIND_BUFFER: (POINTER.size,),
}


class CType:
    """One C type. `lowest` and `highest` bound an integer or bool type."""

    __slots__ = ("kind", "size", "lowest", "highest")

    def __init__(self, code):
        """Raises ValueError if no call can be made with the type `code`."""
        self.kind, self.size = divmod(code, 256)
        if self.size not in _SIZES.get(self.kind, ()):
            raise ValueError("unknown C type code 0x%x" % code)
        bits = 8 * self.size
        if self.kind == KIND_SIGNED:
            self.lowest, self.highest = -(1 << bits - 1), (1 << bits - 1) - 1
        elif self.kind == KIND_UNSIGNED:
            self.lowest, self.highest = 0, (1 << bits) - 1
        elif self.kind == KIND_BOOL:
            self.lowest, self.highest = 0, 1
        else:
            self.lowest = self.highest = None

    @property
    def is_integer(self):
        """Whether it is a signed or unsigned integer type; bool is none."""
        return self.kind in (KIND_SIGNED, KIND_UNSIGNED)

    @property
    def is_uint64(self):
        """Whether it has values that no signed machine type has."""
        return self.kind == KIND_UNSIGNED and self.size == 8

    @property
    def is_memory(self):
        """Whether the entry gets a pointer to memory of the argument."""
        return self.kind in (KIND_TEXT, KIND_BUFFER)

    @property
    def name(self):
        """A C spelling that says the width, such as "int32_t"."""
        if self.kind == KIND_VOID:
            return "void"
        if self.kind == KIND_BOOL:
            return "_Bool"
        if self.kind == KIND_COMPLEX:
            return "Py_complex"
        if self.is_memory:
            return "const char *" + (", Py_ssize_t" if self.kind == KIND_BUFFER else "")
        if self.kind == KIND_FLOAT:
            return "float" if self.size == 4 else "double"
        sign = "" if self.kind == KIND_SIGNED else "u"
        return "%sint%d_t" % (sign, 8 * self.size)

    def from_bits(self, value):
        """The integer of this type that a record's int64 stands for.

        Raises ValueError for a signed value out of range."""
        if self.kind == KIND_UNSIGNED:
            return value & self.highest
        if self.kind == KIND_BOOL:
            return int(value != 0)
        if self.is_memory:
            if value:
                raise ValueError("a pointer other than NULL")
            return value
        if not self.lowest <= value <= self.highest:
            raise ValueError("%d is no %s" % (value, self.name))
        return value

    def rounded(self, value):
        """The float of this type nearest to `value`, as Python's float.

        Raises OverflowError if a finite `value` is out of range."""
        if self.size == 8:
            return value
        return struct.unpack("f", struct.pack("f", value))[0]
