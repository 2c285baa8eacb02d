"""Argument sets as hypothesis draws them, made from a function's signature.

A set is text: what positional and keyword arguments are as Python writes them, say
`[1.0, Index(3)], {'negate': True}`. Each interpreter makes its own objects of it
(`serving.read`), a person can read it, and a file of regressions can hold it. What is
simplest is drawn first of all choices: hypothesis shrinks towards it.
"""

import functools
import struct

from hypothesis import strategies

#: Of a hundred sets so many have values, or a shape, that no typed call takes.
_ODD_VALUE = 12
_BAD_SHAPE = 6

#: A batch has so many sets at most, and on average half of them.
LARGEST_BATCH = 64

# To make a strategy takes longer than to draw from it.
_sampled = functools.lru_cache(maxsize=None)(strategies.sampled_from)
_LENGTH = strategies.integers(1, LARGEST_BATCH)
_percent = strategies.integers(0, 99)
_coin = strategies.booleans()
_few = strategies.integers(-2, 9)


def batches(signature, rules):
    """Lists of sets for the signature.Signature, as the project's rules.Rules want them."""
    one = calls(signature, rules)

    @strategies.composite
    def batch(draw):
        # A list of hypothesis' own would have six elements. That the length comes first, and
        # all else after it, is what it knows how to shrink.
        return [draw(one) for _ in range(draw(_LENGTH))]

    return batch()


def calls(signature, rules):
    """Single sets."""
    values = [
        _FITTING[argument.python_type](argument, rules.bounds(argument.label, signature.name))
        for argument in signature.arguments
    ]
    optional = sum(argument.optional for argument in signature.arguments)
    given = strategies.integers(0, (1 << optional) - 1) if optional else strategies.just(0)
    by_name = any(argument.keyword for argument in signature.arguments)
    first_by_name = strategies.integers(0, 9) if by_name else strategies.just(0)

    @strategies.composite
    def call(draw):
        positional, keywords = _fitting(
            draw, signature.arguments, values, draw(given), draw(first_by_name)
        )
        fate = draw(_percent)
        if fate >= 100 - _ODD_VALUE:
            _make_odd(draw, positional, keywords)
        elif fate >= 100 - _ODD_VALUE - _BAD_SHAPE:
            draw(_SHAPES)(draw, signature.arguments, positional, keywords)
        pairs = ", ".join("%s: %s" % pair for pair in keywords.items())
        return "[%s], {%s}" % (", ".join(positional), pairs)

    return call()


def _fitting(draw, arguments, values, given, first_by_name):
    """All required arguments; of the optional ones those whose bit in `given` is set. From
    the place `first_by_name`, counted from the end, on they go by keyword if they can."""
    positional, keywords = [], {}
    by_keyword = False
    for place, (argument, value) in enumerate(zip(arguments, values)):
        if argument.optional:
            given, chosen = divmod(given, 2)
            if not chosen:
                # What follows can only be given by name.
                by_keyword = True
                continue
        if argument.keyword_only or argument.keyword and place + first_by_name >= 9:
            by_keyword = True
        if by_keyword and not argument.keyword:
            break
        if by_keyword:
            keywords[ascii(argument.name)] = draw(value)
        else:
            positional.append(draw(value))
    return positional, keywords


def _make_odd(draw, positional, keywords):
    places = list(range(len(positional))) + list(keywords)
    if not places:
        positional.append(draw(_ODD))
        return
    for _ in range(1 + draw(_coin)):
        place = draw(_sampled(tuple(places)))
        target = keywords if isinstance(place, str) else positional
        target[place] = draw(_ODD)


def _all_missing(draw, arguments, positional, keywords):
    positional.clear()
    keywords.clear()


def _drop_one(draw, arguments, positional, keywords):
    if positional:
        positional.pop(draw(_sampled(tuple(range(len(positional))))))
    elif keywords:
        keywords.pop(draw(_sampled(tuple(sorted(keywords)))))


def _add_positional(draw, arguments, positional, keywords):
    missing = len(arguments) - len(positional)
    for _ in range(1 + draw(_few) % (missing + 2)):
        positional.append(repr(draw(_few)))


def _add_unknown_keyword(draw, arguments, positional, keywords):
    names = ("'nonsense'", "''", "'self'", "StrSubclass('nonsense')", r"'\ud800'")
    keywords[draw(_sampled(names))] = "1"


def _add_known_keyword(draw, arguments, positional, keywords):
    """A name that may be taken already, or may be positional-only."""
    names = tuple(ascii(argument.name) for argument in arguments if argument.name)
    if names:
        name = draw(_sampled(names))
        value = draw(_few)
        keywords["StrSubclass(%s)" % name if draw(_percent) >= 70 else name] = repr(value)


def _add_odd_key(draw, arguments, positional, keywords):
    keywords[draw(_sampled(("1", "None", "b'x'")))] = "1"


_SHAPES = strategies.sampled_from(
    (
        _all_missing,
        _drop_one,
        _add_positional,
        _add_unknown_keyword,
        _add_known_keyword,
        _add_odd_key,
    )
)


def _float_text(value):
    """A float by its value; a NaN by its bits, of which it has many."""
    if value == value:
        return repr(value)
    return "float_of_bits(%#x)" % struct.unpack("<Q", struct.pack("<d", value))


def _big_text(bits):
    return strategies.tuples(
        strategies.sampled_from(("", "-", "-1 + ", "1 - ")), strategies.sampled_from(bits)
    ).map(lambda pair: "%s(1 << %d)" % pair)


def _instance(name, *values):
    """Texts that make an instance of a class of values.py."""
    return strategies.sampled_from(values).map(lambda value: "%s(%s)" % (name, value))


_any_float = strategies.floats().map(_float_text)

#: What a caller might pass by mistake, or to be nasty; the classes are those of values.py.
_ODD = strategies.one_of(
    strategies.sampled_from(
        ("None", "False", "True", "()", "(1,)", "[1]", "{}", "1j", "int", "Ellipsis")
    ),
    strategies.integers().map(repr),
    _any_float,
    _big_text((31, 32, 63, 64, 65, 200, 1024, 5000)),
    strategies.text(max_size=4).map(ascii),
    strategies.sampled_from(
        (r"'\0'", r"'a\0b'", r"'\ud800'", r"'a\udfff'", r"'\ud800\udc00'", "StrSubclass('x')")
    ),
    strategies.binary(max_size=4).map(ascii),
    # A memoryview that runs backwards is left out: PyPy 7.3.11 hands extensions the memory in
    # front of it.
    strategies.sampled_from(
        (r"BytesSubclass(b'x\0')", "bytearray(b'1')", "memoryview(b'')", "memoryview(b'abc')")
        + (r"memoryview(b'a\0bcdef')[::2]", "shared")
    ),
    _few.map(lambda value: "IntSubclass(%d)" % value),
    _any_float.map(lambda value: "FloatSubclass(%s)" % value),
    _few.map(lambda value: "LyingInt(%d)" % value),
    _any_float.map(lambda value: "LyingFloat(%s)" % value),
    _few.map(lambda value: "Index(%d)" % value),
    _instance("Index", "1 << 70", "'not an int'", "True", "LookupError('from __index__')"),
    _few.map(lambda value: "Int(%d)" % value),
    _any_float.map(lambda value: "Float(%s)" % value),
    _instance(
        "Float", "1", "IntSubclass(1)", "FloatSubclass(0.75)", "OverflowError('from __float__')"
    ),
    _instance("Truth", "False", "True", "1", "LookupError('from __bool__')"),
    _few.map(lambda value: "Changing(%d)" % value),
    _few.map(lambda value: "Clearing(%d)" % value),
)


def _mostly(usual, others):
    """`usual`, and now and then `others`."""
    return strategies.one_of(*_often(15, usual), others)


def _often(times, strategy):
    """The strategy as so many choices of one_of, which takes the same one once only."""
    return [strategy.map(lambda value: value) for _ in range(times)]


def _int(argument, bounds):
    return _numbers(*argument.range, bounds).map(repr)


def _numbers(lowest, highest, bounds):
    edges = {lowest, lowest + 1, highest - 1, highest, -1, 0, 1}
    values = strategies.one_of(
        # Most functions tell small numbers apart, and take all big ones for the same.
        strategies.integers(max(lowest, -8), min(highest, 64)),
        strategies.sampled_from(
            sorted((edge for edge in edges if lowest <= edge <= highest), key=abs)
        ),
        *_often(2, strategies.integers(lowest, highest)),
    )
    return _mostly(strategies.integers(*bounds), values) if bounds else values


def _float(argument, bounds):
    values = strategies.one_of(
        # Integers, halves and what lies beside them: where rounding and branches turn.
        strategies.integers(-600, 600).map(lambda number: number / 2),
        strategies.floats(-1000, 1000),
        strategies.floats(width=32 if argument.c_type == "float" else 64),
    )
    if bounds:
        values = _mostly(strategies.floats(*bounds), values)
    return values.map(_float_text)


def _real(argument, bounds):
    others = _numbers(-(2**63), 2**63 - 1, None).map(repr)
    return strategies.one_of(*_often(9, _float(argument, bounds)), others)


def _repeated(short):
    """Texts of `short` strings and bytes, and of long ones that repeat these."""
    counts = strategies.sampled_from((2, 16, 65, 300, 1250))
    long = strategies.tuples(short, counts).map(lambda pair: "%a * %d" % pair)
    return strategies.one_of(*_often(2, short.map(ascii)), long)


def _text(argument, bounds):
    # The length is that of the UTF-8; a NUL or a surrogate goes boxed.
    letters = strategies.characters(max_codepoint=127 if bounds else None, codec="utf-8")
    if argument.is_text:
        letters = letters.filter(lambda letter: letter != "\0")
    whole = _repeated(strategies.text(letters, max_size=9))
    if not bounds:
        return whole
    exact = strategies.tuples(letters, strategies.integers(*bounds))
    return _mostly(exact.map(lambda pair: "%a * %d" % pair), whole)


def _bytes(argument, bounds):
    short = strategies.binary(max_size=12)
    if argument.is_text:
        short = short.map(lambda value: value.replace(b"\0", b"x"))
    whole = _repeated(short)
    if not bounds:
        return whole
    seeds = strategies.integers(0, 2**32 - 1)
    exact = strategies.tuples(seeds, strategies.integers(*bounds))
    return _mostly(exact.map(lambda pair: "many_bytes(%d, %d)" % pair), whole)


def _either(*kinds):
    return lambda argument, bounds: strategies.one_of(
        *[kind(argument, bounds) for kind in kinds]
    )


def _none(argument, bounds):
    return strategies.just("None")


_FITTING = {
    "str": _text,
    "str or None": _either(_text, _text, _none),
    "bytes": _bytes,
    "str or bytes": _either(_text, _bytes),
    "str, bytes or None": _either(_text, _bytes, _none),
    "int": _int,
    "float": _float,
    "float or int": _real,
    "bool": lambda argument, bounds: _coin.map(repr),
    "bytes of length 1": lambda argument, bounds: strategies.binary(min_size=1, max_size=1).map(
        ascii
    ),
    "str of length 1": lambda argument, bounds: strategies.integers(0, 0x10FFFF).map(
        lambda code: ascii(chr(code))
    ),
}
