"""Random choices that come out alike on every Python version.

The generator behind `random` is the same everywhere, its `choice` and `randrange`
are not; only random() and getrandbits() are used here.
"""

import random


class Dice:
    """A source of random choices. `reseed` makes what follows reproducible."""

    def __init__(self, seed=0):
        self._random = random.Random(seed)
        self.fraction = self._random.random
        self.bits = self._random.getrandbits

    def reseed(self, seed):
        """Start again from the int `seed`."""
        self._random.seed(seed)

    def chance(self, probability):
        """True with the given probability."""
        return self.fraction() < probability

    def below(self, limit):
        """An int in range(limit); limit is at most 2**53."""
        return int(self.fraction() * limit)

    def between(self, lowest, highest):
        """An int, both ends included, all about equally likely."""
        span = highest - lowest + 1
        if span <= 1 << 53:
            return lowest + self.below(span)
        return lowest + self.bits(span.bit_length() + 32) % span

    def magnitude(self, lowest, highest):
        """An int of at least 0, all lengths in bits about equally likely."""
        if lowest == highest:
            return lowest
        span = highest - lowest
        bits = self.below(span.bit_length() + 1)
        return lowest + min(self.between(0, (1 << bits) - 1), span) if bits else lowest

    def choice(self, options):
        """One element of a non-empty sequence."""
        return options[self.below(len(options))]
