"""Draws the calls of a unit's methods. The same in every process that is given the same seed."""

import sys

import paths  # noqa: F401
from dice import Dice
from values import FloatSubclass, IntSubclass, odd

_IS_PYPY = sys.implementation.name == "pypy"

_EDGES = [1 << bits for bits in (7, 8, 15, 16, 31, 32, 63, 64)]
_REALS = (
    0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, 100.0, 255.5, 1e10, -3.75, 2147483647.0, 2147483648.0,
    -2147483648.0, -2147483649.0, 4294967295.0, 4294967296.0, 9223372036854775808.0, 1e300, -1e300,
    5e-324, -1e-320, 1e-46, 3.5e38, 0.1, 16777217.0, float("inf"), float("-inf"), float("nan"),
    1e-3, 127.0, 128.0, 65535.0, 0.9999999999999999,
)  # fmt: skip


class Calls:
    """The calls of the methods that a unit's description lists."""

    def __init__(self, methods, constants, seed):
        self.methods = methods
        self.constants = constants
        self.seed = seed
        self.dice = Dice()

    def draw(self, method, index):
        """(positional, keywords) of the call with that index."""
        dice = self.dice
        dice.reseed((self.seed * 1000003 + index) * 1000003 + method)
        its = self.methods[method]
        arguments, required = its["arguments"], its["required"]
        count = len(arguments)
        if count > required:
            count = dice.between(required, count)
        nasty = dice.chance(0.25)
        values = [self._value(each, nasty) for each in arguments[:count]]
        if dice.chance(0.06):
            if dice.chance(0.5) and values:
                values.pop()
            else:
                values.append(self._value(["int", -5, 5, None], True))
        keywords = {}
        if its["keywords"] and dice.chance(0.5):
            first = dice.below(len(values) + 1)
            for place in range(first, min(len(values), len(arguments))):
                name = arguments[place][3]
                if name and not (place >= required and dice.chance(0.3)):
                    keywords[name] = values[place]
            values = values[:first]
        if dice.chance(0.02):
            names = [each[3] for each in arguments if each[3]]
            keywords[dice.choice([*names, "other"])] = 1
        return values, keywords

    def _value(self, argument, nasty):
        dice = self.dice
        passes, lowest, highest, _ = argument
        if nasty and dice.chance(0.4):
            value = odd(dice)
            if _IS_PYPY and isinstance(value, (bytearray, memoryview)):
                # What stands behind their memory there is left to chance, and "y" looks at it.
                return None
            return value
        if passes == "real":
            return self._real()
        if passes == "bool":
            return dice.chance(0.5) if dice.chance(0.8) else dice.choice((0, 1, 2, "", "x", None, 0.0))
        if "str" in passes or "text" in passes or passes == "bytes":
            return self._text(passes)
        if passes == "byte":
            return bytes([dice.below(256)])
        if passes == "char":
            return chr(dice.choice((0x20 + dice.below(95), dice.below(256), dice.below(0x10FFFF))))
        value = self._integer()
        if lowest is None or dice.chance(0.05):
            return value
        if not lowest <= value <= highest:
            value = dice.choice((lowest, lowest + 1, highest, highest - 1, dice.between(lowest, highest)))
        return value

    def _text(self, passes):
        dice = self.dice
        if "None" in passes and dice.chance(0.3):
            return None
        text = dice.choice(("", "1", "x", "two", "ab", "abc", "a\0b", "\xe9", "\u20ac!", "o" * 40, "-3"))
        if passes == "bytes" or "text" in passes and dice.chance(0.5):
            return text.encode()
        return text

    def _integer(self):
        dice = self.dice
        way = dice.below(10)
        if way < 3:
            return dice.between(-4, 12)
        if way < 6 and self.constants:
            return dice.choice(self.constants) + dice.between(-1, 1)
        if way < 8:
            return dice.choice(_EDGES) * dice.choice((1, -1)) + dice.between(-1, 1)
        value = dice.magnitude(0, (1 << 64) - 1)
        return -value if dice.chance(0.5) else value

    def _real(self):
        dice = self.dice
        way = dice.below(10)
        if way < 4:
            return dice.choice(_REALS)
        if way < 6:
            return dice.between(-20, 20) / 2
        if way < 7:
            return self._integer()
        if way < 8 and self.constants:
            return float(dice.choice(self.constants))
        if way < 9:
            return (dice.fraction() - 0.5) * dice.choice((2, 1000, 1e12, 1e25))
        return dice.choice((True, FloatSubclass(0.5), IntSubclass(3), None))
