"""A project's rules.json: bounds for arguments, and the sets that are left out.

test/projects/README.md says what the fields mean.
"""

import json
import math


class Spare:
    """So many sets that a rule covers and that are run all the same."""

    def __init__(self, data):
        self.sets = data["sets"]
        self.argument = data["argument"]
        self.bounds = (data["from"], data["to"])


class Rule:
    """One named exclusion."""

    def __init__(self, data):
        self.name = data["name"]
        self.why = data["why"]
        self.functions = frozenset(data["functions"])
        self.shown_by = data["shown_by"]
        self.spare = Spare(data["spare"]) if "spare" in data else None
        self._when = compile(data["when"], "<rule %s>" % self.name, "eval")

    def covers(self, seen):
        """Whether the rule holds for arguments as the C code sees them.

        `seen` maps labels to C values; a label that is missing did not convert."""
        try:
            return bool(eval(self._when, _FUNCTIONS, seen))
        except NameError:
            return False


#: What an expression may use besides the arguments.
_FUNCTIONS = {"__builtins__": {}, "abs": abs, "min": min, "max": max, "isnan": math.isnan}


class Rules:
    """All rules of one project."""

    def __init__(self, data):
        self.rules = [Rule(rule) for rule in data["exclude"]]
        self._bounds = {
            (function, bound["argument"]): (bound["from"], bound["to"])
            for bound in data["draw"]
            for function in bound.get("functions", [None])
        }

    def bounds(self, argument, function=None):
        """(from, to) that most values of the argument, or the lengths of most texts and
        buffers, shall lie in, or None."""
        found = self._bounds.get((function, argument))
        return found or self._bounds.get((None, argument))

    def of(self, function):
        """The rules that concern the function."""
        return [rule for rule in self.rules if function in rule.functions]

    def spared(self, function):
        """Rule name -> its Spares, of the rules that concern the function."""
        spared = {}
        for rule in self.of(function):
            if rule.spare is not None:
                spared.setdefault(rule.name, []).append(rule.spare)
        return spared


def load(path):
    """The Rules in the file `path`."""
    with open(path, encoding="utf-8") as file:
        return Rules(json.load(file))


def seen_by_c(signature, positional, keywords):
    """The arguments as the C code sees them, by label, and `given`."""
    seen = {"given": len(positional) + len(keywords)}
    for place, argument in enumerate(signature.arguments):
        if place < len(positional):
            value = positional[place]
        elif argument.keyword and argument.name in keywords:
            value = keywords[argument.name]
        elif argument.optional:
            seen[argument.label] = argument.default
            continue
        else:
            continue
        try:
            seen[argument.label] = argument.seen_by_c(value)
        except Exception:
            # The call raises before it computes.
            continue
    return seen
