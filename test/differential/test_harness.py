"""The differential test itself: it is random enough, reproducible, and not blind."""

import collections
import json
import os
import sys
import tempfile
import unittest

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(_HERE), "support"))

import extensions  # noqa: E402
import interpreters  # noqa: E402

import rules  # noqa: E402
import signature  # noqa: E402
import values  # noqa: E402
import workers  # noqa: E402
from battery import Battery  # noqa: E402

SETS = 5000

SIGNATURE = signature.Signature(
    "subject.scale",
    [
        signature.Argument("x", "double", "float or int", True, None),
        signature.Argument("times", "int32_t", "int", True, 1),
        signature.Argument("negate", "int32_t", "bool", True, 0),
    ],
    True,
)

RULES = {
    "draw": [{"argument": "times", "from": 0, "to": 20}],
    "exclude": [
        {
            "name": "many",
            "why": "To be excluded.",
            "functions": ["subject.scale"],
            "when": "times > 1000",
            "shown_by": "source",
            "spare": {"sets": 7, "argument": "times", "from": 1001, "to": 2000},
        }
    ],
}


class Sets(unittest.TestCase):
    def setUp(self):
        self.battery = Battery(SIGNATURE, rules.Rules(RULES), 1, SETS)

    def test_a_set_depends_on_its_index_only(self):
        in_turn = [repr(self.battery.arguments(index)) for index in range(200)]
        alone = Battery(SIGNATURE, rules.Rules(RULES), 1, SETS)
        for index in (199, 0, 73):
            self.assertEqual(_plain(repr(alone.arguments(index))), _plain(in_turn[index]))

    def test_another_seed_gives_other_sets(self):
        other = Battery(SIGNATURE, rules.Rules(RULES), 2, SETS)
        same = sum(
            repr(self.battery.arguments(index)) == repr(other.arguments(index))
            for index in range(100)
        )
        self.assertLess(same, 10)

    def test_most_sets_fit_a_typed_call_and_many_do_not(self):
        fitting = sum(
            SIGNATURE.accepts(*self.battery.arguments(index)) is not None for index in range(SETS)
        )
        self.assertGreater(fitting, 0.7 * SETS)
        self.assertLess(fitting, 0.9 * SETS)

    def test_every_kind_of_value_and_shape_occurs(self):
        seen = collections.Counter()
        for index in range(SETS):
            positional, keywords = self.battery.arguments(index)
            for value in positional + list(keywords.values()):
                seen[type(value)] += 1
                if value != value:
                    seen["nan"] += 1
                if type(value) is int and abs(value) >= 1 << 63:
                    seen["huge int"] += 1
                if type(value) is float and abs(value) == float("inf"):
                    seen["infinity"] += 1
            seen["keywords"] += bool(keywords)
            seen["nothing given"] += not positional and not keywords
            seen["too many"] += len(positional) > len(SIGNATURE.arguments)
            seen["key that is no str"] += any(not isinstance(key, str) for key in keywords)
            seen["unknown keyword"] += "nonsense" in keywords
        expected = [bool, int, float, str, bytes, type(None), complex, list]
        expected += [values.IntSubclass, values.FloatSubclass, values.LyingInt, values.Index]
        expected += [values.Float, values.Truth, "nan", "huge int", "infinity", "keywords"]
        expected += ["nothing given", "too many", "key that is no str", "unknown keyword"]
        self.assertEqual([kind for kind in expected if not seen[kind]], [])


class Rules(unittest.TestCase):
    def setUp(self):
        self.rule = rules.Rules(RULES).rules[0]

    def covers(self, *positional, **keywords):
        return self.rule.covers(rules.seen_by_c(SIGNATURE, positional, keywords))

    def test_a_rule_sees_what_the_c_code_sees(self):
        self.assertTrue(self.covers(1.0, 1001))
        self.assertTrue(self.covers(1.0, times=values.Index(1001)))
        self.assertTrue(self.covers(1.0, values.IntSubclass(1001)))
        self.assertFalse(self.covers(1.0, 1000))
        self.assertFalse(self.covers(1.0))

    def test_a_rule_ignores_what_does_not_convert(self):
        self.assertFalse(self.covers(1.0, 2**31))
        self.assertFalse(self.covers(1.0, 1001.0))
        self.assertFalse(self.covers(1.0, "1001"))
        self.assertFalse(self.covers(1.0, values.Index(LookupError())))

    def test_spared_sets_are_drawn_and_counted(self):
        battery = Battery(SIGNATURE, rules.Rules(RULES), 1, SETS)
        spared = [index for index in range(SETS) if battery.is_spared(index, "many")]
        self.assertEqual(len(spared), 7)
        for index in spared:
            self.assertTrue(
                self.rule.covers(rules.seen_by_c(SIGNATURE, *battery.arguments(index)))
            )


class Mutants(unittest.TestCase):
    """A function that differs from itself in one respect is told from itself."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="pyunbox-")
        cls.addClassCleanup(temporary.cleanup)
        cls.directory = temporary.name
        cls.rules = os.path.join(cls.directory, "rules.json")
        with open(cls.rules, "w", encoding="ascii") as file:
            json.dump(RULES, file)
        cls.interpreter = interpreters.cpythons()[0]
        cls.task = workers.Task(
            signature.to_json(SIGNATURE), cls.rules, 1, SETS, cls.directory
        )
        cls.original, cls.summary = cls.task.outcomes(cls.build())

    @classmethod
    def build(cls, *mutations):
        directory = tempfile.mkdtemp(dir=cls.directory)
        source = os.path.join(_HERE, "fixtures", "subject.c")
        flags = ["-D" + mutation for mutation in mutations]
        extensions.build_module(cls.interpreter, "subject", [source], directory, flags)
        return workers.Run(cls.interpreter, directory)

    def differences_of(self, *mutations):
        mutant, _ = self.task.outcomes(self.build(*mutations))
        return list(workers.differences(self.original, mutant))

    def test_no_difference_without_a_mutation(self):
        self.assertEqual(self.differences_of(), [])

    def test_every_mutation_is_seen(self):
        for mutation in ("TEXT", "VALUE", "TYPE", "ZERO", "NAN", "CALLBACKS"):
            with self.subTest(mutation=mutation):
                self.assertNotEqual(self.differences_of("MUTATE_" + mutation), [])

    def test_a_death_names_the_set(self):
        with self.assertRaisesRegex(workers.WorkerDied, r"in set \d+: subject\.scale\(.*17"):
            self.differences_of("MUTATE_DEATH")

    def test_exclusions_are_counted(self):
        with open(self.original, encoding="ascii") as file:
            lines = sum(line == "excluded by many\n" for line in file)
        self.assertEqual(self.summary["excluded"], {"many": lines})
        self.assertGreater(lines, 0)


def _plain(text):
    """`text` without the addresses of objects."""
    return text.split(" at 0x")[0]


if __name__ == "__main__":
    unittest.main()
