"""Runs on PyPy: calls the functions of gil.c in many ways.

Prints a JSON object: all outcomes, and the counts of typed calls if they are on. Run on
a build as it is, and on one that the tool had its hand in, the outcomes are the same.
"""

import json
import sys
import traceback

import pyunbox

pyunbox.install()

import gil


class Text(str):
    pass


class Index:
    def __index__(self):
        return 3


def described(error):
    chain = []
    while error is not None and len(chain) < 5:
        chain.append(
            [
                type(error).__name__,
                repr(error.args),
                [frame.name for frame in traceback.extract_tb(error.__traceback__)],
                error.__suppress_context__,
                repr(error.__cause__),
            ]
        )
        error = error.__context__
    return chain


def outcome(function, *arguments, **keywords):
    try:
        return [type(function(*arguments, **keywords)).__name__, repr(function(*arguments))]
    except BaseException as error:
        return described(error)


def within(function, *arguments):
    try:
        raise LookupError("before")
    except LookupError:
        return outcome(function, *arguments)


def answer(x):
    """What C code calls; it looks at who called, raises, and calls C code itself."""
    frames.append([sys._getframe(1).f_code.co_name, len(traceback.extract_stack())])
    if x == 5:
        raise KeyError(x)
    if x == 6:
        return "no number"
    if x in (7, 8):
        return gil.even(x) + gil.add(1)
    if 100 < x < 1000:
        return gil.call(x - 100)
    return 2 * x


frames = []
outcomes = []
gil.set_callback(answer)
ODD = [True, 1.5, "1", b"1", None, 2**63, -(2**63) - 1, 2**63 - 1, Index(), [], Text("a")]
for turn in range(3):
    for value in list(range(-3, 9)) + ODD:
        for function in (gil.add, gil.even, gil.halves, gil.call):
            outcomes.append(outcome(function, value))
            outcomes.append(within(function, value))
    outcomes.append(outcome(gil.total))
    for value in (401, 402, 505, 606, 707):
        outcomes.append(outcome(gil.call, value))
    for given in (
        (), (1, 2), ("a",), ("a", b"b"), ("a\0", b"b"), ("\xe4\u1234", b"bc\0d"), ("\ud800", b""),
        (Text("a"), b"b"), ("a", bytearray(b"b")), ("few", b"b", 5), ("enough", b"b", 1),
        ("a", b"b", True), ("a", b"b", 2**64), (None, b"b"), (b"a", b"b"), ("a", "b"),
    ):  # fmt: skip
        outcomes.append(outcome(gil.measure, *given))
        outcomes.append(within(gil.measure, *given))
    outcomes.append(outcome(gil.even, 1, key=2))
    outcomes.append(outcome(gil.measure, "a", b"b", least=2))
    outcomes.append([gil.measure("a", b"b" * turn), gil.add(turn), gil.total() > 0])
    try:
        try:
            gil.even(3)
        finally:
            gil.call(5)
    except KeyError as error:
        outcomes.append(described(error))

# An exception that is left pending changes what comes next: in the same way.
for value in (0, 1, 1, 2, 0, 1):
    outcomes.append(outcome(gil.contradict, value))
    outcomes.append(outcome(gil.contradict, bool(value)))
    outcomes.append(within(gil.contradict, value))
    outcomes.append(outcome(gil.even, 4))
    outcomes.append(outcome(gil.even, 5))
    outcomes.append(outcome(gil.call, 5))

outcomes.append(frames)
counts = pyunbox.counts() or {}
json.dump(
    {
        "outcomes": outcomes,
        "counts": {name: [c.typed, c.boxed, c.bailed] for name, c in counts.items()},
    },
    sys.stdout,
)
