"""The checks themselves, run by the interpreter under test: unittest, with the name
of the adapter as the first argument. Started by kit.py."""

import importlib
import sys
import unittest

import corrupt
import effects
import forms

import arguments
import outcome
import pyunbox
from pyunbox import _layout as layout
from pyunbox import _lookup

adapter = importlib.import_module(sys.argv.pop(1))


def methods(module):
    """name -> function, of all C functions of the module."""
    kind = "builtin_function_or_method"
    return {name: f for name, f in vars(module).items() if type(f).__name__ == kind}


def code(c_type):
    return c_type.kind * 256 + c_type.size


def as_fields(record):
    """What an adapter describes, from the package's own reader."""
    items = tuple((code(item.c_type), item.python) for item in record.items)
    return {
        "items": items,
        "declaration": record.declaration,
        "nrequired": record.nrequired,
        "result": layout.KIND_ITEMS * 256 + len(items) if items else code(record.result),
        "boxed": record.boxed,
        "bail": record.bail,
        "call": record.call,
        "effects": record.effects,
    }


class ReaderTest(unittest.TestCase):
    def test_every_form(self):
        described = 0
        for name, function in methods(forms).items():
            got = adapter.describe(function)
            if name == "no_record":
                self.assertIsNone(got)
                continue
            record, _ = _lookup.find(function)
            for field, value in as_fields(record).items():
                self.assertEqual(got[field], value, (name, field))
            self.assertEqual(
                [(a[0], a[1], a[2]) for a in got["arguments"]],
                [(a.name, code(a.c_type), a.python) for a in record.arguments],
                name,
            )
            flags = [(1 * a.optional + 2 * a.keyword + 4 * a.keyword_only) for a in record.arguments]
            self.assertEqual([a[3] for a in got["arguments"]], flags, name)
            described += 1
        self.assertGreater(described, 45)

    def test_methods_of_types(self):
        self.assertEqual(adapter.describe(forms.Type.o_long)["declaration"], "long (long)")

    def test_what_has_no_record(self):
        for other in (forms.Type, forms, len, str.join, print, 3, None, lambda: 0):
            self.assertIsNone(adapter.describe(other), other)

    def test_records_that_make_no_sense(self):
        for name, complaint in corrupt.complaints.items():
            bad = complaint.startswith(("no record", "bad record"))
            if "METH_TYPED" in complaint and sys.implementation.name != "pypy":
                bad = False  # there is no such flag
            got = adapter.describe(getattr(corrupt, name))
            self.assertEqual(got is None, bad, (name, complaint))

    def test_iteration(self):
        expected = sorted(name for name in methods(forms) if name != "no_record")
        self.assertEqual(sorted(adapter.names(forms)), expected)


class CallTest(unittest.TestCase):
    def test_rules_of_effects(self):
        for name, (typed, plain) in effects.expected.items():
            function = getattr(effects, name)
            got = adapter.describe(function)
            if typed < 0:
                typed = got["typed"]
            self.assertEqual((got["typed"], got["plain"]), (typed, plain), name)
            if name != "conjugate":
                value = True if name == "flag" else 5
                expected = ("done", function(value)) if typed else ("boxed",)
                self.assertEqual(adapter.call(function, (value,)), expected, name)

    def test_bail_value_is_no_result(self):
        for name in ("distinct", "repeat", "raises_boxed", "pair_distinct", "pair_raises_boxed"):
            got = adapter.call(getattr(effects, name), (-(2**63),))
            self.assertEqual(got, ("bailed",), name)

    def test_calls_equal_boxed_calls(self):
        checked = 0
        for name, function in methods(forms).items():
            # A reader may refuse what it cannot pass: the boxed call is always right.
            if (adapter.describe(function) or {}).get("typed"):
                with self.subTest(name):
                    self.check_calls(function, pyunbox.signature(function))
                checked += 1
        self.assertGreater(checked, 30)

    def check_calls(self, function, signature):
        source = arguments.seeded(signature.name)
        clean = [
            positional
            for positional, keywords in arguments.clean_sets(signature, 400, source)
            if not keywords
        ]
        outcomes = [self.check_call(function, signature, values) for values in clean]
        self.assertGreaterEqual(2 * len([each for each in outcomes if each != "bailed"]), len(clean))
        for values, keywords in arguments.odd_sets(signature, source):
            if not keywords:
                self.check_call(function, signature, values)

    def check_call(self, function, signature, values):
        """What became of the typed call: if it was done, what the boxed call does."""
        got = adapter.call(function, values)
        if got[0] == "done":
            # The C function has places only; what has none in Python has its name there.
            places = sum(not argument.keyword_only for argument in signature.arguments)
            names = [argument.name for argument in signature.arguments[places:]]
            keywords = dict(zip(names, values[places:]))
            expected = outcome.of(function, values[:places], keywords)
            self.assertEqual(("result",) + outcome.value(got[1]), expected, values)
        return got[0]


if __name__ == "__main__":
    unittest.main()
