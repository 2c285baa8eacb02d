"""Runs on PyPy: every function of `forms`, boxed and typed, on the same arguments.

Prints a JSON object: per function the numbers of sets, typed calls and bail-outs,
and the differences (at most ten).
"""

import json
import sys

import forms  # before install(): these names are the originals

import arguments
import outcome
import pyunbox

#: Rounds over a function's sets: enough for the JIT to compile the guard.
ROUNDS = 4

originals = {
    name: value
    for name, value in vars(forms).items()
    if type(value) is type(forms.no_record)
}
pyunbox.install()


def compare(name):
    original, replaced = originals[name], getattr(forms, name)
    cases = arguments.sets(pyunbox.signature(original), arguments.seeded(name))
    before = vars_of_counts(name)
    differences = []
    for _ in range(ROUNDS):
        for positional, keywords in cases:
            expected = outcome.of(original, positional, keywords)
            got = outcome.of(replaced, positional, keywords)
            if got != expected and len(differences) < 10:
                differences.append(repr((positional, keywords, expected, got)))
    after = vars_of_counts(name)
    report = {key: (after[key] - before[key]) // ROUNDS for key in after}
    report.update(sets=len(cases), differences=differences)
    return report


def vars_of_counts(name):
    count = pyunbox.counts().get("forms." + name)
    return {key: getattr(count, key, 0) for key in ("typed", "boxed", "bailed")}


json.dump(
    {name: compare(name) for name in originals if pyunbox.signature(originals[name])},
    sys.stdout,
)
