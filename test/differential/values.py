"""Values to call a function with: those that a typed call takes, and odd ones.

An odd value is one that a wrapper's converters treat differently from a plain
int or float: it makes them call back into Python, refuse, truncate or overflow.
"""

#: Every call back into Python that an odd value saw, in order. Part of what is
#: compared: a guard must not convert an argument that the wrapper converts again.
trace = []


class IntSubclass(int):
    """Exact type tests must refuse it; converters take it as an int."""


class FloatSubclass(float):
    """Exact type tests must refuse it; converters take it as a float."""


class LyingInt(int):
    """Its value is one thing, what its conversions say another."""

    def __index__(self):
        trace.append("LyingInt.__index__")
        return 3

    def __int__(self):
        trace.append("LyingInt.__int__")
        return 4

    def __float__(self):
        trace.append("LyingInt.__float__")
        return 5.0


class LyingFloat(float):
    """Its value is one thing, what its conversion says another."""

    def __float__(self):
        trace.append("LyingFloat.__float__")
        return 0.25


class Convertible:
    """Converts with the one special method given, whose result (or exception)
    is the value given."""

    def __init__(self, value):
        self.value = value

    def _convert(self, method):
        trace.append("%s.%s" % (type(self).__name__, method))
        if isinstance(self.value, Exception):
            raise self.value
        return self.value

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self.value)


class Index(Convertible):
    def __index__(self):
        return self._convert("__index__")


class Changing(Convertible):
    """Another int each time it is asked."""

    def __index__(self):
        self.value += 1
        return self._convert("__index__")


#: A buffer that a function may have among its arguments while Clearing changes it.
shared = bytearray(b"shared")


class Clearing(Convertible):
    """Asked for its value, it takes the memory of another argument away, if it can."""

    def __index__(self):
        try:
            del shared[:]
        except BufferError:
            trace.append("BufferError")
        return self._convert("__index__")


class Int(Convertible):
    def __int__(self):
        return self._convert("__int__")


class Float(Convertible):
    def __float__(self):
        return self._convert("__float__")


class Truth(Convertible):
    def __bool__(self):
        return self._convert("__bool__")


class StrSubclass(str):
    """As the name of a keyword argument."""


class BytesSubclass(bytes):
    """Exact type tests must refuse it; converters take it as bytes."""


_NAN = float("nan")

_ODD = (
    lambda dice: None,
    lambda dice: dice.chance(0.5),
    lambda dice: IntSubclass(dice.between(-2, 9)),
    lambda dice: FloatSubclass(dice.choice((0.5, 2.0, -0.0, _NAN))),
    lambda dice: LyingInt(dice.between(-2, 9)),
    lambda dice: LyingFloat(1.5),
    lambda dice: Index(dice.between(-1, 5)),
    lambda dice: Index(2**70),
    lambda dice: Index("not an int"),
    lambda dice: Index(True),
    lambda dice: Index(LookupError("from __index__")),
    lambda dice: Int(dice.between(-1, 5)),
    lambda dice: Float(dice.choice((0.75, float("inf"), IntSubclass(1)))),
    lambda dice: Float(FloatSubclass(0.75)),
    lambda dice: Float(1),
    lambda dice: Float(OverflowError("from __float__")),
    lambda dice: Truth(dice.chance(0.5)),
    lambda dice: Truth(1),
    lambda dice: Truth(LookupError("from __bool__")),
    lambda dice: dice.choice(("", "1", "x", "0.5", "two", "\0", "\ud800", "\U0001f600")),
    lambda dice: dice.choice((b"", b"1", b"\0", b"\xff", b"two")),
    lambda dice: bytearray(b"1"),
    lambda dice: memoryview(b"a\0bcdef")[:: dice.choice((1, 2))],
    lambda dice: dice.choice(("a\0b", "\ud7ff", "a\udfff", "\ud800\udc00", StrSubclass("x"))),
    lambda dice: BytesSubclass(b"x\0"),
    lambda dice: dice.choice((1j, (), (1,), [1], {}, int, Ellipsis)),
    lambda dice: dice.choice((1, -1)) * (1 << dice.choice((31, 32, 63, 64))),
    lambda dice: dice.choice((1, -1)) * ((1 << dice.choice((31, 32, 63, 64))) - 1),
    lambda dice: dice.choice((1, -1)) * (1 << dice.choice((65, 200, 1024, 5000))),
    lambda dice: dice.between(-3, 9),
    lambda dice: dice.choice((0.0, 1.0, -1.5, 1e300)),
)

_SPECIAL = (
    0.0, 0.1, 0.5, 1.0, 2.0, 255.0, 256.0, 1024.0, 16777217.0, 2147483648.0, 4294967296.0,
    9223372036854775808.0, 1.401298464324817e-45, 1.1754943508222875e-38,
    3.4028234663852886e38, 3.5e38, 5e-324, 2.2250738585072014e-308,
    1.7976931348623157e308, float("inf"), float("nan"),
)  # fmt: skip

#: Both signs, made once: the sign of a NaN that is computed depends on the JIT.
_FLOATS = _SPECIAL + tuple(-value for value in _SPECIAL)


def odd(dice):
    """Any value a caller might pass by mistake, or to be nasty."""
    return dice.choice(_ODD)(dice)


def fitting(argument, bounds, dice):
    """A value that the typed call takes for `argument` (signature.Argument).

    bounds: (from, to) that most values, or their lengths, shall lie in, or None."""
    return _FITTING[argument.python_type](argument, bounds, dice)


def can_fit(argument):
    """Whether fitting() knows values for the `argument`."""
    return argument.python_type in _FITTING


def _int(argument, bounds, dice):
    lowest, highest = argument.range
    if bounds and not dice.chance(0.05):
        return dice.magnitude(*bounds)
    way = dice.below(3)
    if way == 0:
        return max(lowest, min(highest, dice.between(-8, 64)))
    if way == 1:
        edges = (lowest, lowest + 1, highest - 1, highest, 0, -1, 1)
        return max(lowest, min(highest, dice.choice(edges)))
    value = dice.magnitude(0, highest)
    return max(lowest, -value) if dice.chance(0.5) else value


def _float(argument, bounds, dice):
    if bounds and not dice.chance(0.1):
        return bounds[0] + (bounds[1] - bounds[0]) * dice.fraction()
    way = dice.below(8)
    if way == 0:
        return dice.choice(_FLOATS)
    sign = dice.choice((1, -1))
    if way == 1:
        return sign * float(dice.below(300))
    if way == 2:
        return sign * dice.below(4000) / 8
    if way == 3:
        return sign * 10.0 ** (80 * dice.fraction() - 40)
    if way in (4, 5):
        return sign * dice.fraction() * 4
    return sign * dice.fraction() * 1000


def _real(argument, bounds, dice):
    if not dice.chance(0.1):
        return _float(argument, bounds, dice)
    if dice.chance(0.9):
        return dice.between(-300, 300)
    return dice.choice((1, -1)) * dice.magnitude(0, 2**63 - 1)


_LENGTHS = (0, 1, 1, 2, 3, 5, 9, 17, 64, 65, 300, 5000)

#: First character and size of an alphabet; the first three are ASCII.
_ALPHABETS = (
    (0x61, 26), (0x20, 95), (1, 127), (0xE0, 32), (0x400, 256), (0xAC00, 11172), (0x1F600, 80)
)  # fmt: skip


def _length(bounds, dice):
    if bounds and not dice.chance(0.1):
        return dice.between(*bounds)
    return dice.choice(_LENGTHS)


def _text(argument, bounds, dice):
    # The length is that of the UTF-8.
    first, size = dice.choice(_ALPHABETS[:3] if bounds else _ALPHABETS)
    return "".join(chr(first + dice.below(size)) for _ in range(_length(bounds, dice)))


def _bytes(argument, bounds, dice):
    lowest = 1 if argument.is_text else 0
    return bytes(lowest + dice.below(256 - lowest) for _ in range(_length(bounds, dice)))


def _either(*kinds):
    return lambda argument, bounds, dice: dice.choice(kinds)(argument, bounds, dice)


def _none(argument, bounds, dice):
    return None


_FITTING = {
    "str": _text,
    "str or None": _either(_text, _text, _none),
    "bytes": _bytes,
    "str or bytes": _either(_text, _bytes),
    "str, bytes or None": _either(_text, _bytes, _none),
    "int": _int,
    "float": _float,
    "float or int": _real,
    "bool": lambda argument, bounds, dice: dice.chance(0.5),
    "bytes of length 1": lambda argument, bounds, dice: bytes([dice.below(256)]),
    "str of length 1": lambda argument, bounds, dice: chr(dice.magnitude(0, 0x10FFFF)),
}
