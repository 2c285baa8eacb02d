"""method_outcomes.py ROUNDS, on PyPy: calls all methods of the types of `methods`, in
every way there is.

Prints a JSON object: the outcomes, and how many calls of each method were typed, boxed,
and bailed out.
"""

import json
import sys

import methods
import outcome
import pyunbox
from arguments import ODD

pyunbox.install()

NAMES = (
    "triple scale seven length count itself static_triple static_scale static_count"
    " class_triple class_scale class_seven"
).split()

ARGUMENTS = [((), {}), ((3, 4), {}), ((1.5, 4), {}), ((1.5, 0), {}), ((1, 2, 3), {})]
ARGUMENTS += [((odd,), {}) for odd in ODD] + [((5,), {}), ((-5,), {}), (("text",), {})]
ARGUMENTS += [((), {"x": 1.5}), ((2.5,), {"by": 3}), ((), {"by": 3, "x": 2.0})]
ARGUMENTS += [((1,), {"x": 2}), ((1,), {"unknown": 2}), ((), {"self": 2}), ((1,), {3: 4})]


def raw(kind, name):
    """What stands in the dict of the type, or of its base."""
    return next(vars(each)[name] for each in kind.__mro__ if name in vars(each))


def ways(kind):
    """How the methods of a type can be called: from a method's name to a function."""

    class Sub(kind):
        def by_super(self, name):
            return getattr(super(), name)

    class Overriding(kind):
        def triple(self, *args):
            return "overridden", super().triple(*args)

    class Other:
        pass

    instance, sub, overriding = kind(), Sub(), Overriding()

    def taken_over(name):
        setattr(Other, name, raw(kind, name))
        return getattr(Other(), name)

    def of_raw(first):
        def way(name):
            function = raw(kind, name)
            if type(function) is staticmethod:
                function = function.__func__
            return lambda *args, **keywords: function(*first, *args, **keywords)

        return way

    yield lambda name: getattr(instance, name)
    yield lambda name: getattr(kind, name)
    yield lambda name: getattr(sub, name)
    yield lambda name: getattr(Sub, name)
    yield lambda name: getattr(overriding, name)
    yield sub.by_super
    yield taken_over
    for first in ((), (instance,), (sub,), (kind,), (Sub,), (3,), (int,), (None,)):
        yield of_raw(first)


def outcomes():
    for kind in (methods.Fixed, methods.Made, methods.Made.Inner):
        names = NAMES + ["inherited"] * hasattr(kind, "inherited")
        for way in ways(kind):
            for name in names:
                function = way(name)
                for positional, keywords in ARGUMENTS:
                    got = outcome.of(function, positional, keywords)
                    yield [kind.__name__, name, *map(plain, got)]


def plain(text):
    """Without addresses."""
    return text.partition(" at 0x")[0] if isinstance(text, str) else text


got = [each for _ in range(int(sys.argv[1])) for each in outcomes()]
counts = {
    name: [count.typed, count.boxed, count.bailed] for name, count in pyunbox.counts().items()
}
json.dump({"outcomes": got, "counts": counts}, sys.stdout)
