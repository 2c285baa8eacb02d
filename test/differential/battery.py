"""The argument sets that a function is called with, generated from its signature.

Set `index` of seed `seed` is always the same one: a failure is reproduced by
generating that set alone.
"""

import zlib

import values
from dice import Dice

#: How the sets are shared out. What is left fits a typed call as far as its
#: types go; half of all sets must in the end have taken the typed path.
ODD_VALUE = 0.12
BAD_SHAPE = 0.06


class Battery:
    """The sets of one function.

    signature: a signature.Signature; rules: the project's rules.Rules; sets: how
    many there are."""

    def __init__(self, signature, rules, seed, sets):
        self.signature = signature
        self.sets = sets
        self._bounds = [
            rules.bounds(argument.label, signature.name) for argument in signature.arguments
        ]
        self._spared = rules.spared(signature.name)
        self._spares = [spare for group in self._spared.values() for spare in group]
        self._start = (seed << 64) + (zlib.crc32(signature.name.encode()) << 32)
        self._dice = Dice()

    def arguments(self, index):
        """Positional arguments (a list) and keyword arguments (a dict) of a set."""
        dice = self._dice
        dice.reseed(self._start + index)
        spare = self._spare_of(index)
        if spare is not None:
            return self._fitting(dice, spare)
        fate = dice.fraction()
        positional, keywords = self._fitting(dice, None)
        if fate < ODD_VALUE:
            self._make_odd(positional, keywords, dice)
        elif fate < ODD_VALUE + BAD_SHAPE:
            _SHAPES[dice.below(len(_SHAPES))](self, positional, keywords, dice)
        return positional, keywords

    def is_spared(self, index, rule):
        """Whether the set is to be run although `rule` excludes it."""
        return self._spare_of(index) in self._spared.get(rule, ())

    def _spare_of(self, index):
        """The rules.Spare that the set at `index` was drawn for, if any."""
        for place, spare in enumerate(self._spares):
            step = max(1, self.sets // spare.sets)
            number, offset = divmod(index, step)
            if offset == place and number < spare.sets:
                return spare
        return None

    def _fitting(self, dice, spare):
        """All required arguments, and some of the optional ones."""
        positional, keywords = [], {}
        by_keyword = False
        for argument, bounds in zip(self.signature.arguments, self._bounds):
            forced = spare is not None and argument.label == spare.argument
            if argument.optional and not forced and dice.chance(0.5):
                # What follows can only be given by name.
                by_keyword = True
                continue
            if argument.keyword_only or argument.keyword and dice.chance(0.1):
                by_keyword = True
            if by_keyword and not argument.keyword:
                break
            if forced:
                bounds = spare.bounds
            value = values.fitting(argument, bounds, dice)
            if by_keyword:
                keywords[argument.name] = value
            else:
                positional.append(value)
        return positional, keywords

    def _make_odd(self, positional, keywords, dice):
        places = list(range(len(positional))) + list(keywords)
        if not places:
            positional.append(values.odd(dice))
            return
        for _ in range(1 + dice.below(2)):
            place = dice.choice(places)
            target = keywords if isinstance(place, str) else positional
            target[place] = values.odd(dice)

    def _drop_one(self, positional, keywords, dice):
        if positional:
            positional.pop(dice.below(len(positional)))
        elif keywords:
            keywords.pop(dice.choice(sorted(keywords)))

    def _add_positional(self, positional, keywords, dice):
        missing = len(self.signature.arguments) - len(positional)
        for _ in range(max(1, dice.below(missing + 3))):
            positional.append(dice.between(-1, 3))

    def _add_unknown_keyword(self, positional, keywords, dice):
        names = ("nonsense", "", "self", values.StrSubclass("nonsense"), "\ud800")
        keywords[dice.choice(names)] = 1

    def _add_known_keyword(self, positional, keywords, dice):
        """A name that may be taken already, or may be positional-only."""
        names = [argument.name for argument in self.signature.arguments if argument.name]
        if names:
            name = dice.choice(names)
            keywords[values.StrSubclass(name) if dice.chance(0.3) else name] = dice.between(1, 3)

    def _add_odd_key(self, positional, keywords, dice):
        keywords[dice.choice((1, None, b"x"))] = 1

    def _all_missing(self, positional, keywords, dice):
        positional.clear()
        keywords.clear()


_SHAPES = (
    Battery._drop_one,
    Battery._add_positional,
    Battery._add_unknown_keyword,
    Battery._add_known_keyword,
    Battery._add_odd_key,
    Battery._all_missing,
)
