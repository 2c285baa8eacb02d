"""Compares verdicts with those that reading the sources yielded (expected/*.tsv).

README.md says what the columns mean.
"""

import csv
import os
import re

#: (signed, bits) of C's integer types where longs have 64 bits; "plain" otherwise.
_INTEGERS = {
    "char": (True, 8),
    "signed char": (True, 8),
    "unsigned char": (False, 8),
    "short": (True, 16),
    "unsigned short": (False, 16),
    "int": (True, 32),
    "pid_t": (True, 32),
    "unsigned int": (False, 32),
    "long": (True, 64),
    "long long": (True, 64),
    "Py_ssize_t": (True, 64),
    "Py_off_t": (True, 64),
    "unsigned long": (False, 64),
    "unsigned long long": (False, 64),
    "size_t": (False, 64),
    "dev_t": (False, 64),
}

#: How much a runtime may do with a function, least first.
_WAYS = ("rejected", "boxed", "gil", "direct")

AGREES = "agrees"
LESS = "claims less"
MORE = "claims more"
OTHER = "other signature"
MISSING = "not in the report"


class Expectation:
    """One line: attributes are the columns."""

    def __init__(self, row):
        self.module = row["module"]
        self.function = row["function"]
        self.verdict = row["verdict"]
        self.signature = row["signature"]
        self.pypy = row["pypy"]
        self.note = row["note"]
        self.is_drawn = row.get("drawn") == "drawn"
        if self.verdict not in ("typed", "rejected") or not self.note:
            raise ValueError("%s.%s: no verdict or no note" % (self.module, self.function))
        if (self.verdict == "typed") != (self.pypy in _WAYS[1:]):
            raise ValueError("%s.%s: %r" % (self.module, self.function, self.pypy))

    @property
    def is_scalar(self):
        """Whether the function works on C scalars and without self, typed or not."""
        return bool(self.signature)

    @property
    def name(self):
        return "%s.%s" % (self.module, self.function)

    def judge(self, method):
        """(one of the words above, what the tool says) of a method of a report."""
        if method is None:
            return MISSING, "nothing"
        if method["verdict"] == "rejected":
            found, way = "rejected: " + method["reason"]["code"], "rejected"
        else:
            way = method["callable"]["pypy"]["how"]
            found = "%s, %s" % (method["signature"], way)
            if way == "gil" and self.pypy != "gil":
                way = "boxed"  # it was read whether the GIL is needed, not what for
        wanted = "rejected" if self.verdict == "rejected" else self.pypy
        if way == "rejected" or self.verdict == "rejected":
            return _compare_ways(way, wanted), found
        if not _same_signature(self.signature, method):
            return OTHER, found
        return _compare_ways(way, wanted), found


def load(path):
    """All Expectations in the file, [] if there is none."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return [Expectation(row) for row in csv.DictReader(lines, delimiter="\t")]


def compare(expectations, methods):
    """[(Expectation, judgement, what the tool says)] in order."""
    found = _finder(methods)
    return [(each, *each.judge(found(each))) for each in expectations]


def _finder(methods):
    """A function that yields the method that an Expectation is about, or None."""
    by_name = {each["id"]: each for each in methods}
    # What is of no module's own table is named by it: TABLE.NAME, TABLE.TYPE.NAME.
    by_table = {(each["table"], each["name"]): each for each in methods}

    def find(each):
        in_table = each.function.partition(".")[0], each.function.rpartition(".")[2]
        return by_name.get(each.name) or by_table.get(in_table)

    return find


def recall(compared, methods):
    """Of the scalar functions that were compared: how many there are, how many of them
    are typed, and how many of those a runtime may call unboxed."""
    found = _finder(methods)
    wanted = [found(each) for each, _, _ in compared if each.is_scalar and not each.is_drawn]
    typed = [each for each in wanted if each and each["verdict"] == "typed"]
    direct = [each for each in typed if each["callable"]["pypy"]["how"] == "direct"]
    return {"scalar": len(wanted), "typed": len(typed), "direct": len(direct)}


def _compare_ways(found, wanted):
    difference = _WAYS.index(found) - _WAYS.index(wanted)
    return AGREES if not difference else MORE if difference > 0 else LESS


def _same_signature(text, method):
    """Whether a method has the signature `text`. Its result may come in a wider integer
    type: the value that asks for a boxed call then lies outside the result's range."""
    result, arguments = re.fullmatch(r"(.*) \((.*)\)", text).groups()
    wanted = [] if arguments == "void" else arguments.split(", ")
    found = [argument["c_type"] for argument in method["args"]]
    if list(map(_plain, wanted)) != list(map(_plain, found)):
        return False
    return _holds(_plain(method["returns"]["c_type"]), _plain(result))


def _plain(c_type):
    return _INTEGERS.get(c_type, c_type)


def _holds(carrier, c_type):
    if carrier == c_type:
        return True
    if not isinstance(carrier, tuple) or not isinstance(c_type, tuple):
        return False
    return carrier[1] > c_type[1] and (carrier[0] or not c_type[0])
