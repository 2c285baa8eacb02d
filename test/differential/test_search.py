"""The search itself: it finds what differs, makes it small, and can do it again.

    test_search.py [unittest's arguments]
"""

import collections
import json
import os
import sys
import tempfile
import types
import unittest

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(_HERE), "support"))

import environments  # noqa: E402

environments.enter_search()

import hypothesis  # noqa: E402

import extensions  # noqa: E402
import interpreters  # noqa: E402

import regressions  # noqa: E402
import results  # noqa: E402
import rules  # noqa: E402
import searching  # noqa: E402
import serving  # noqa: E402
import signature  # noqa: E402
import strategies  # noqa: E402
import values  # noqa: E402
import workers  # noqa: E402
from sessions import Server  # noqa: E402
from test_harness import RULES, SIGNATURE  # noqa: E402

SETS = 2000

#: By mutation of fixtures/subject.c, the smallest set on which it differs.
SMALLEST = {
    "TEXT": "[], {}",
    "VALUE": "[0.0, 17], {}",
    "DEATH": "[0.0, 17], {}",
}


class Sets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = []
        drawn = strategies.batches(SIGNATURE, rules.Rules(RULES))
        for seed in range(20):
            searching.SETTINGS(hypothesis.seed(seed)(searching.given(drawn, cls.texts.extend)))()

    def test_most_fit_a_typed_call_and_many_do_not(self):
        fitting = [
            text for text in self.texts if SIGNATURE.accepts(*serving.read(text)) is not None
        ]
        self.assertGreater(len(fitting), 0.6 * len(self.texts))
        self.assertLess(len(fitting), 0.9 * len(self.texts))

    def test_nearly_all_are_different(self):
        self.assertGreater(len(set(self.texts)), 0.75 * len(self.texts))

    def test_every_kind_of_value_and_shape_occurs(self):
        seen = collections.Counter()
        for text in self.texts:
            positional, keywords = serving.read(text)
            for value in positional + list(keywords.values()):
                seen[type(value)] += 1
                if type(value) is int and abs(value) >= 1 << 63:
                    seen["huge int"] += 1
                if type(value) is float:
                    seen["nan"] += value != value
                    seen["infinity"] += abs(value) == float("inf")
                    seen["subnormal"] += 0 < abs(value) < sys.float_info.min
                    seen["negative zero"] += str(value) == "-0.0"
                if type(value) is str:
                    seen["surrogate"] += any("\ud800" <= each <= "\udfff" for each in value)
                    seen["NUL"] += "\0" in value
            seen["keywords"] += bool(keywords)
            seen["nothing given"] += not positional and not keywords
            seen["too many"] += len(positional) > len(SIGNATURE.arguments)
            seen["key that is no str"] += any(not isinstance(key, str) for key in keywords)
        expected = [bool, int, float, str, bytes, bytearray, memoryview, type(None), complex, list]
        expected += [values.IntSubclass, values.FloatSubclass, values.LyingInt, values.Index]
        expected += [values.Float, values.Truth, values.Changing, values.Clearing]
        expected += ["nan", "huge int", "infinity", "subnormal", "negative zero", "surrogate"]
        expected += ["NUL", "keywords", "nothing given", "too many", "key that is no str"]
        self.assertEqual([kind for kind in expected if not seen[kind]], [])


class Mutants(unittest.TestCase):
    """Builds of one function, of which one differs from the other in one respect."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="pyunbox-")
        cls.addClassCleanup(temporary.cleanup)
        cls.directory = temporary.name
        cls.rules = os.path.join(cls.directory, "rules.json")
        with open(cls.rules, "w", encoding="ascii") as file:
            json.dump(RULES, file)
        cls.interpreter = interpreters.cpythons()[0]
        cls.original = cls.compile()

    @classmethod
    def compile(cls, *mutations):
        directory = tempfile.mkdtemp(dir=cls.directory)
        source = os.path.join(_HERE, "fixtures", "subject.c")
        flags = ["-D" + mutation for mutation in mutations]
        extensions.build_module(cls.interpreter, "subject", [source], directory, flags)
        return workers.Run(cls.interpreter, directory)

    def builds(self, *mutations):
        """The searching.Builds of the original and a mutant."""
        servers = [
            ("original", Server(self.original)),
            ("mutant", Server(self.compile(*mutations))),
        ]
        builds = searching.Builds(signature.to_json(SIGNATURE), self.rules, servers, False)
        self.addCleanup(builds.close)
        return builds

    def search(self, *mutations, database=None, blob=None):
        search = searching.Search(self.builds(*mutations), database)
        search.run(SETS, 1, blob)
        return search

    def test_no_difference_without_a_mutation(self):
        search = self.search()
        self.assertIsNone(search.batches)
        self.assertEqual(search.unsteady, [])
        self.assertGreaterEqual(search.sets, SETS)
        self.assertGreater(search.different, SETS / 2)

    def test_every_mutation_is_found_and_made_small(self):
        for mutation, smallest in SMALLEST.items():
            with self.subTest(mutation=mutation):
                search = self.search("MUTATE_" + mutation)
                self.assertEqual(search.batches, [[smallest]])
                ((text, original, mutant),) = search.differences
                self.assertEqual(text, smallest)
                self.assertNotEqual(original, mutant)
                if mutation == "DEATH":
                    self.assertEqual(mutant, "died of signal 8")

    def test_signs_nans_and_conversions(self):
        for mutation in ("ZERO", "NAN", "CALLBACKS"):
            with self.subTest(mutation=mutation):
                search = self.search("MUTATE_" + mutation)
                ((text,),) = search.batches
                values = serving.read(text)
                self.assertLessEqual(len(values[0]) + len(values[1]), 3)

    def test_what_needs_earlier_calls_comes_with_them(self):
        search = self.search("MUTATE_MEMORY")
        self.assertGreater(len(search.batches), 1)
        self.assertGreater(sum(map(len, search.batches)), 200)
        again = self.builds("MUTATE_MEMORY").differences_alone(search.batches)
        self.assertEqual(again, search.differences)

    def test_what_was_found_is_found_again(self):
        database = tempfile.mkdtemp(dir=self.directory)
        folder = os.path.join(self.directory, "regressions")
        first = self.search("MUTATE_VALUE", database=database)
        with self.subTest("from the database"):
            second = self.search("MUTATE_VALUE", database=database)
            self.assertEqual(second.batches, first.batches)
            self.assertGreater(first.sets, 1)
            self.assertEqual(second.sets, 1)
        with self.subTest("from hypothesis' text"):
            second = self.search("MUTATE_VALUE", blob=first.again)
            self.assertEqual(second.batches, first.batches)
            self.assertEqual(second.sets, 1)
        with self.subTest("once it is mended"):
            self.assertIsNone(self.search(blob=first.again).batches)
        with self.subTest("from what is kept"):
            for _ in range(2):
                regressions.save("subject", first.name, first.batches, "as described", folder)
            self.assertEqual(regressions.projects(folder), ["subject"])
            (kept,) = regressions.load("subject", folder)
            self.assertEqual(kept["function"], "subject.scale")
            self.assertEqual(self.builds().differences_alone(kept["batches"]), [])
            self.assertEqual(
                self.builds("MUTATE_VALUE").differences_alone(kept["batches"]), first.differences
            )


class Results(unittest.TestCase):
    def result(self, sets, typed, left_out=0, ways=("entry",)):
        subject = types.SimpleNamespace(
            interpreter=types.SimpleNamespace(name="cpython-0"), project="p", name="m.f", ways=ways
        )
        result = results.Result(subject)
        result.sets, result.left_out = sets, left_out
        result.typed = dict(zip(ways, typed))
        return result

    def found(self, *functions):
        found = results.Results()
        found.functions = list(functions)
        return found

    def test_half_of_the_sets_must_be_typed(self):
        self.assertTrue(self.found(self.result(100, [50])).is_well)
        self.assertFalse(self.found(self.result(100, [49])).is_well)
        self.assertFalse(self.found(self.result(100, [80, 49], ways=("a", "b"))).is_well)

    def test_half_of_the_sets_must_be_called(self):
        self.assertFalse(self.found(self.result(100, [49], left_out=51)).is_well)
        self.assertFalse(self.found(self.result(100, [], left_out=51, ways=())).is_well)

    def test_nothing_searched_is_not_well(self):
        self.assertFalse(self.found().is_well)

    def test_a_difference_is_not_well(self):
        result = self.result(100, [80])
        result.labels = ["unmodified", "typed"]
        result.batches, result.differences = [["[1], {}"]], [("[1], {}", "int 1", "int 2")]
        found = self.found(result)
        self.assertFalse(found.is_well)
        self.assertIn("called with [1], {}", result.description())

    def test_what_is_kept_and_gone_is_not_well(self):
        found = self.found(self.result(1, []))
        found.must_have_called({"m.f", "m.gone"})
        self.assertEqual([name for _, name, _ in found.wrong], ["m.gone"])

    def test_every_exception_from_the_rule_has_a_reason(self):
        with open(results.FEW_TYPED, encoding="utf-8") as file:
            for name, why in json.load(file).items():
                self.assertRegex(name, r"^(cpython|pypy)-\S+ \S+$")
                self.assertTrue(why)


if __name__ == "__main__":
    unittest.main()
