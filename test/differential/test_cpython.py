"""CPython: a rewritten project is the project it was, and its entries are right.

    test_cpython.py PROJECT [--sets N] [--seed N] [--all-interpreters]

METH_VARARGS functions are called by METH_FASTCALL there; that half of the calls were
made unboxed is asserted. No function is replaced, and entries are called through their
addresses besides.
"""

import unittest

import harness
from harness import project, report

OPTIONS = harness.Options()


class RewrittenModule(unittest.TestCase):
    def for_each_function(self, check):
        """Call `check` with (builds, signature, task), a subtest each."""
        interpreters = harness.cpythons(OPTIONS.given)
        self.assertTrue(interpreters, "no CPython with headers found")
        for interpreter in interpreters:
            builds = self.builds[interpreter.name]
            for name in builds.project.directly_callable:
                with self.subTest(interpreter=interpreter.name, function=name):
                    signature = self.signatures[interpreter.name][name]
                    check(builds, signature, harness.task(builds, signature, OPTIONS.given))

    @classmethod
    def setUpClass(cls):
        pinned = project.load(OPTIONS.given.project)
        cls.builds, cls.signatures = {}, {}
        for interpreter in harness.cpythons(OPTIONS.given):
            builds = cls.builds[interpreter.name] = harness.Builds(pinned, interpreter)
            cls.addClassCleanup(builds.close)
            cls.signatures[interpreter.name] = builds.signatures()

    def test_same_outcomes(self):
        self.for_each_function(self.check_outcomes)

    def check_outcomes(self, builds, signature, task):
        (unmodified, summary), (rewritten, counted) = harness.in_parallel(
            lambda: task.outcomes(builds.unmodified()),
            lambda: task.outcomes(builds.rewritten()),
        )
        differences = task.differences_on_cpython(unmodified, rewritten)
        text = harness.describe(differences, ("unmodified", "rewritten"))
        self.assertEqual(text, "")
        self.assertLess(sum(summary["excluded"].values()), task.sets / 2)
        fast = signature["name"] in builds.project.fastcalls
        calls = counted["fast_calls"]
        report("%s, %s: %d fast calls" % (builds.interpreter.name, signature["name"], calls))
        self.assertGreaterEqual(calls, task.sets / 2 if fast else 0)

    def test_entries_through_their_addresses(self):
        self.for_each_function(self.check_entry)

    def check_entry(self, builds, signature, task):
        answer = task.entries(builds.rewritten())
        different = answer.pop("different")
        report("%s, %s: %s" % (builds.interpreter.name, signature["name"], answer))
        self.assertEqual(harness.describe(different, ("boxed", "entry")), "")
        self.assertGreaterEqual(answer["typed"], task.sets / 2)
        self.assertGreater(answer["boxed"], 0)
        if signature["bails_out"]:
            self.assertGreater(answer["bailed"], 0)


if __name__ == "__main__":
    harness.main(OPTIONS)
