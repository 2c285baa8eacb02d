"""Argument sets for the functions of fixtures/forms.c.

A *clean* set fits the types and ranges of the record; an *odd* one breaks a rule
of the guard, of the interpreter or of the wrapper's own parser. Sets are pairs
(positional, keywords), made from the signature and a fixed seed.
"""

import random

NAN, INF = float("nan"), float("inf")
EDGES = sorted(
    {
        sign * (1 << bits) + step
        for bits in (0, 7, 8, 15, 16, 31, 32, 53, 63, 64, 200)
        for sign in (-1, 1)
        for step in (-1, 0, 1)
    }
)
#: Ints that two ways of rounding would turn into different doubles.
ROUNDED = [2**53 + 1, 2**53 + 3, 2**63 - 512, 2**63 - 513, -(2**63) + 511, 2**62 + 255]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 1e39, 1e308, 5e-324, 2.0**63, NAN, INF, -INF]


class Int(int):
    pass


class Float(float):
    pass


class Str(str):
    pass


class Bytes(bytes):
    pass


class Index:
    def __index__(self):
        return 3


class BadIndex:
    def __index__(self):
        raise LookupError("no index")


class FloatLike:
    def __float__(self):
        return 2.5


class BadFloat:
    def __float__(self):
        raise LookupError("no float")


class BadBool:
    def __bool__(self):
        raise LookupError("no bool")


ODD = (
    EDGES
    + ROUNDED
    + FLOATS
    + [True, False, None, Int(5), Int(2**70), Float(1.5), Float("nan")]
    + ["", "a", "ab", "\xe9", "\0", "\U0001f600", "\udc80", Str("a"), Str("")]
    + ["a\0b", "\ud7ff\ue000", "a\udfff", "\ud800\udc00", "x" * 100000, "\xe9" * 100]
    + [b"", b"a", b"\x80", b"\xff", b"ab", bytearray(b"a"), Bytes(b"a")]
    + [b"a\0b", b"x" * 100000, memoryview(b"ab"), memoryview(b"abcd")[::2]]
    + [Index(), BadIndex(), FloatLike(), BadFloat(), BadBool(), (), [], {}, 1j, int]
)

INTEGERS = {
    sign + "int%d_t" % bits: (0 if sign else -(1 << bits - 1), (1 << bits - (not sign)) - 1)
    for sign in ("", "u")
    for bits in (8, 16, 32, 64)
}


def clean_value(argument, source):
    """A value that the typed call takes for a pyunbox Argument."""
    kind = argument.python_type
    if kind == "int":
        low, high = INTEGERS[argument.c_type]
        edges = [low, high, low + 1, high - 1, 0]
        small = source.randint(max(low, -20), min(high, 20))
        return source.choice([small, small, source.choice(edges), source.randint(low, high)])
    if kind == "float":
        return source.choice([source.choice(FLOATS), source.uniform(-9, 9)])
    if kind == "float or int":
        ints = [source.choice(ROUNDED), source.randint(-9, 9), -(2**63), 2**63 - 1]
        return source.choice([source.choice(FLOATS), source.uniform(-9, 9), source.choice(ints)])
    if kind == "bool":
        return source.random() < 0.5
    if kind == "bytes of length 1":
        return bytes((source.randrange(256),))
    if kind == "str of length 1":
        return chr(source.choice([source.randrange(0x250), source.randrange(0x110000)]))
    if kind in ("str", "str or None", "bytes", "str or bytes", "str, bytes or None"):
        return text_value(kind, argument.c_type == "const char *", source)
    raise AssertionError(kind)


def text_value(kind, is_text, source):
    """A str, bytes or None; as C text, without a NUL."""
    # A guard may call long text boxed that is not ASCII.
    length = source.choice([0, 1, 2, 3, 8, 16, 20, 63, 64, 65, 2000])
    way = source.choice(kind.replace(" or ", ", ").split(", "))
    if way == "None":
        return None
    lowest = 1 if is_text else 0
    if way == "bytes":
        return bytes(source.randrange(lowest, 256) for _ in range(length))
    ascii = (lowest, 128 - lowest)
    first, size = source.choice([ascii, ascii, ascii, (0x80, 0x700), (0xD000, 0x7FF), (0xE000, 0x1FFF)])
    return "".join(chr(first + source.randrange(size)) for _ in range(length))


def clean_sets(signature, count, source):
    """`count` sets that fit: any number of optional ones, keywords in any order."""
    arguments = signature.arguments
    required = sum(not argument.optional for argument in arguments)
    for _ in range(count):
        places = sum(not argument.keyword_only for argument in arguments)
        given = source.randint(required, len(arguments))
        values = [clean_value(argument, source) for argument in arguments]
        named = [i for i in range(len(arguments)) if arguments[i].keyword]
        split = places
        if named and source.random() < 0.5:
            split = source.randint(named[0], max(named[0], min(given, places)))
        keywords = {}
        for i in source.sample(range(split, len(arguments)), len(arguments) - min(split, len(arguments))):
            if not arguments[i].optional or source.random() < 0.7:
                keywords[arguments[i].name] = values[i]
        yield tuple(values[: min(split, given)]), keywords


def odd_sets(signature, source):
    """Sets that break one rule each, at every place; a few happen to fit."""
    arguments = signature.arguments

    def fitting():
        return [clean_value(argument, source) for argument in arguments]

    for place, argument in enumerate(arguments):
        for odd in ODD:
            values = fitting()
            values[place] = odd
            yield tuple(values), {}
            if argument.keyword:
                yield tuple(values[:place]), {argument.name: odd}
    for count in range(len(arguments) + 3):
        yield tuple((fitting() + [1, None, 2.5])[:count]), {}
        yield (None,) * count, {}
    names = [argument.name for argument in arguments if argument.keyword]
    for name in names + ["", "x", "unknown", "not a name", "class", "\xe9", "\udc80", Str("x")]:
        for count in range(len(arguments) + 2):
            values = tuple((fitting() + [1])[:count])
            yield values, {name: 1}  # unknown, or given twice, or of a wrong type
            yield values, {name: True, "zork": None}
            yield values, {name: 1, 3: 4}  # not even a string


def sets(signature, source):
    """Clean and odd sets, shuffled; more clean ones than odd ones."""
    odd = list(odd_sets(signature, source))
    both = odd + list(clean_sets(signature, 2 * len(odd) + 200, source))
    source.shuffle(both)
    return both


def seeded(name):
    """The source of randomness of the function `name`."""
    return random.Random("pyunbox " + name)
