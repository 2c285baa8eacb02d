"""The variables that a place in a generated function sees."""

import itertools

from expressions import Expression


class Scope:
    """Variables, innermost last: (text, type, writable, lowest, highest)."""

    def __init__(self, outer=None, numbers=None):
        self.variables = list(outer.variables) if outer else []
        #: Texts of arguments: (name, name of its length or None, whether it may be NULL).
        self.texts = list(outer.texts) if outer else []
        #: What a wrapper may ask Python: texts of conditions. Helpers see none of it.
        self.questions = list(outer.questions) if outer else []
        self.numbers = numbers or (outer.numbers if outer else itertools.count())

    def fresh(self, stem):
        """A name that is used nowhere else in the function."""
        return "%s%d" % (stem, next(self.numbers))

    def add(self, text, kind, writable=True, lowest=None, highest=None):
        self.variables.append((text, kind, writable, lowest, highest))

    def inner(self):
        return Scope(self)

    def without(self, text):
        """The same, but for whatever may share memory with a variable."""
        other = Scope(self)
        root = _root(text)
        other.variables = [each for each in self.variables if _root(each[0]) != root]
        return other

    def constant(self):
        """The same, but that nothing may be written."""
        other = Scope(self)
        other.variables = [(t, k, False, lo, hi) for t, k, _, lo, hi in self.variables]
        return other

    def read(self, random, integer=None):
        """An Expression of some variable, None if there is none."""
        fitting = [v for v in self.variables if integer in (None, not v[1].is_float)]
        if not fitting:
            return None
        # Those declared last are what the code is about.
        text, kind, _, lowest, highest = fitting[
            max(random.randrange(len(fitting)), random.randrange(len(fitting)))
        ]
        return Expression(text, kind, lowest, highest, simple=True)

    def write(self, random, integer=None):
        """A variable that may be assigned, None if there is none."""
        fitting = [v for v in self.variables if v[2] and integer in (None, not v[1].is_float)]
        if not fitting:
            return None
        text, kind, _, lowest, highest = random.choice(fitting)
        return Expression(text, kind, lowest, highest, simple=True)


def _root(text):
    """The variable whose memory it is: pointers and references carry its name."""
    text = text.replace("(*p_", "").replace(")", "").removeprefix("r_")
    return text.split(".")[0].split("[")[0]
