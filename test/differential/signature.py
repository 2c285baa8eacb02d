"""What the battery needs to know of a function, as JSON carries it.

The JSON is written by an interpreter that has the rewritten module and read by all others, in which the same function may be an unmodified one.
"""

import struct
import sys


#: Python types of C texts and buffers.
_TEXTS = ("str", "str or None", "bytes", "str or bytes", "str, bytes or None")


class Argument:
    """One argument. c_type and python_type are spelled as pyunbox.signature()
    spells them."""

    def __init__(self, name, c_type, python_type, keyword, default, keyword_only=False):
        self.name = name
        self.c_type = c_type
        self.python_type = python_type
        self.keyword = keyword
        self.keyword_only = keyword_only
        self.default = default
        self.label = name  # until a Signature gives it another
        self._range = _range(c_type)

    def data(self):
        """What the constructor takes, by name."""
        fields = ("name", "c_type", "python_type", "keyword", "default", "keyword_only")
        return {field: getattr(self, field) for field in fields}

    @property
    def optional(self):
        return self.default is not None

    @property
    def is_text(self):
        """Whether the C value ends at its first NUL."""
        return self.c_type == "const char *"

    @property
    def range(self):
        """The lowest and highest value of an integer C type, else None."""
        return self._range

    def takes(self, value):
        """Whether a typed call takes `value`: what a guard tests."""
        kind, exact = self.python_type, type(value)
        if kind == "int":
            return exact is int and self.range[0] <= value <= self.range[1]
        if kind == "float":
            return exact is float
        if kind == "float or int":
            return exact is float or exact is int and -(1 << 63) <= value < 1 << 63
        if kind == "bool":
            return exact is bool
        if kind == "bytes of length 1":
            return exact is bytes and len(value) == 1
        if kind == "str of length 1":
            return exact is str and len(value) == 1
        if kind in _TEXTS:
            if exact is str and "str" in kind:
                # Lone surrogates have no UTF-8.
                return not any("\ud800" <= c <= "\udfff" for c in value) and (
                    not self.is_text or "\0" not in value
                )
            if exact is bytes and "bytes" in kind:
                return not self.is_text or b"\0" not in value
            return value is None and "None" in kind
        raise ValueError("unknown Python type %r" % kind)

    def seen_by_c(self, value):
        """The C value that the wrapper's own conversion yields for any `value`.

        Raises whatever the conversion raises."""
        if self.python_type == "bool":
            return bool(value)
        if self.python_type in _TEXTS:
            return value
        if self.python_type in ("bytes of length 1", "str of length 1"):
            return ord(value)
        if self.c_type in ("float", "double"):
            return _rounded(self.c_type, _float(value))
        number = _int(value)
        if not self.range[0] <= number <= self.range[1]:
            raise OverflowError(self.c_type)
        return number


class Signature:
    """A function's name ("package.module.function"), its arguments, and whether
    its entry may bail out.

    An argument's `label` is what rules call it: its name, else "arg0", "arg1" ..."""

    def __init__(self, name, arguments, bails_out):
        self.name = name
        self.arguments = arguments
        self.bails_out = bails_out
        for place, argument in enumerate(arguments):
            argument.label = argument.name or "arg%d" % place

    def accepts(self, positional, keywords):
        """The C values of a typed call, None if the call does not fit one."""
        values = []
        unused = len(keywords)
        if len(positional) > len(self.arguments):
            return None
        for place, argument in enumerate(self.arguments):
            if place < len(positional):
                if argument.keyword_only:
                    return None
                value = positional[place]
            elif argument.keyword and argument.name in keywords:
                value = keywords[argument.name]
                unused -= 1
            elif argument.optional:
                values.append(argument.default)
                continue
            else:
                return None
            if not argument.takes(value):
                return None
            values.append(argument.seen_by_c(value))
        return values if not unused else None


def to_json(signature):
    """A signature.Signature as plain data."""
    return {
        "name": signature.name,
        "bails_out": signature.bails_out,
        "arguments": [each.data() for each in signature.arguments],
    }


def from_json(data):
    """The reverse of to_json."""
    return Signature(**{**data, "arguments": [Argument(**each) for each in data["arguments"]]})


def _range(c_type):
    if c_type == "_Bool":
        return 0, 1
    bits = "".join(filter(str.isdigit, c_type))
    if not bits:
        return None
    if c_type.startswith("u"):
        return 0, (1 << int(bits)) - 1
    return -(1 << int(bits) - 1), (1 << int(bits) - 1) - 1


def _float(value):
    """The float that PyFloat_AsDouble yields."""
    if isinstance(value, float) and sys.implementation.name == "cpython":
        # A subclass is not asked for its __float__ there.
        return float.__pos__(value)
    if isinstance(value, (str, bytes, bytearray)):
        raise TypeError("a text for a number")
    return float(value)


def _int(value):
    """The int that PyLong_As... yields; a subclass is never asked for its value."""
    if isinstance(value, int):
        return int.__add__(value, 0)
    if isinstance(value, (float, str, bytes, bytearray)):
        raise TypeError("no integer")
    return int(value)


def _rounded(c_type, value):
    if c_type == "double":
        return value
    try:
        return struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
