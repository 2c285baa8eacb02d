"""C's scalar types on the machines that the fuzzer runs on (LP64), and what converts to what.

A generated expression knows its type and between which values it lies; that is how it is
kept free of overflow.
"""


class Type:
    """A scalar type. kind: "int", "bool" or "float"."""

    def __init__(self, name, kind, bits, signed, rank):
        self.name = name
        self.kind = kind
        self.bits = bits
        self.signed = signed
        self.rank = rank
        if kind == "bool":
            self.lowest, self.highest = 0, 1
        elif kind == "int":
            self.lowest = -(1 << bits - 1) if signed else 0
            self.highest = (1 << bits - 1) - 1 if signed else (1 << bits) - 1
        else:
            self.lowest = self.highest = None

    @property
    def is_float(self):
        return self.kind == "float"

    def holds(self, lowest, highest):
        """Whether all of the range are values of this type."""
        return self.lowest <= lowest and highest <= self.highest

    def range_of(self, lowest, highest):
        """The range after conversion to this type."""
        if self.kind == "bool":
            if lowest == highest:
                return (1, 1) if lowest else (0, 0)
            return (1, 1) if lowest > 0 or highest < 0 else (0, 1)
        if self.holds(lowest, highest):
            return lowest, highest
        if lowest == highest:
            value = lowest & (1 << self.bits) - 1
            if value > self.highest:
                value -= 1 << self.bits
            return value, value
        return self.lowest, self.highest


def _int(name, bits, signed, rank):
    return Type(name, "int", bits, signed, rank)


BOOL = Type("_Bool", "bool", 8, False, 0)
CHAR = _int("char", 8, True, 1)
SCHAR = _int("signed char", 8, True, 1)
UCHAR = _int("unsigned char", 8, False, 1)
SHORT = _int("short", 16, True, 2)
USHORT = _int("unsigned short", 16, False, 2)
INT = _int("int", 32, True, 3)
UINT = _int("unsigned int", 32, False, 3)
LONG = _int("long", 64, True, 4)
ULONG = _int("unsigned long", 64, False, 4)
LLONG = _int("long long", 64, True, 5)
ULLONG = _int("unsigned long long", 64, False, 5)
SSIZE = _int("Py_ssize_t", 64, True, 4)
SIZE = _int("size_t", 64, False, 4)
FLOAT = Type("float", "float", 32, True, 1)
DOUBLE = Type("double", "float", 64, True, 2)
LDOUBLE = Type("long double", "float", 80, True, 3)

FIXED = [
    _int("int8_t", 8, True, 1), _int("uint8_t", 8, False, 1), _int("int16_t", 16, True, 2),
    _int("uint16_t", 16, False, 2), _int("int32_t", 32, True, 3), _int("uint32_t", 32, False, 3),
    _int("int64_t", 64, True, 4), _int("uint64_t", 64, False, 4),
]  # fmt: skip

INTEGERS = [
    BOOL, CHAR, SCHAR, UCHAR, SHORT, USHORT, INT, INT, UINT, UINT, LONG, LONG, ULONG, LLONG,
    ULLONG, SSIZE, SIZE, *FIXED,
]  # fmt: skip
FLOATS = [FLOAT, DOUBLE, DOUBLE, DOUBLE, LDOUBLE]
_UNSIGNED = {3: UINT, 4: ULONG, 5: ULLONG}


def unsigned(kind):
    """The unsigned type of the same rank (of int at least)."""
    return _UNSIGNED[max(kind.rank, 3)]


def promoted(kind):
    """The type after integer promotion."""
    return INT if kind.rank < 3 and not kind.is_float else kind


def common(one, other):
    """The type that the usual arithmetic conversions yield."""
    if one.is_float or other.is_float:
        return max((each for each in (one, other) if each.is_float), key=lambda each: each.rank)
    one, other = promoted(one), promoted(other)
    if one.signed == other.signed:
        return one if one.rank >= other.rank else other
    signed_one, plain = (one, other) if one.signed else (other, one)
    if plain.rank >= signed_one.rank:
        return plain
    return signed_one if signed_one.bits > plain.bits else unsigned(signed_one)
