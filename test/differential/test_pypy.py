"""PyPy: a project rewritten and called unboxed gives what the unmodified one gives.

    test_pypy.py PROJECT [--sets N] [--seed N]
"""

import unittest

import harness
import interpreters
import workers
from harness import project, report

OPTIONS = harness.Options()


class TypedCalls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        pinned = project.load(OPTIONS.given.project)
        cls.builds = harness.Builds(pinned, interpreters.pypy())
        cls.addClassCleanup(cls.builds.close)
        cls.signatures = cls.builds.signatures()

    def test_every_function(self):
        for name, signature in self.signatures.items():
            with self.subTest(function=name):
                self.check(signature)

    def check(self, signature):
        builds = self.builds
        task = harness.task(builds, signature, OPTIONS.given)
        # Counting changes the guards, so those that users run are run as well.
        runs = (
            builds.unmodified(),
            builds.rewritten(typed=True),
            builds.rewritten(typed=True, environment={"PYUNBOX_COUNT": "1"}),
        )
        boxed, typed, counted = harness.in_parallel(
            *[lambda run=run: task.outcomes(run) for run in runs]
        )
        for other, label in ((typed, "typed"), (counted, "counted")):
            text = harness.describe(
                workers.differences(boxed[0], other[0]), ("unmodified", label)
            )
            self.assertEqual(text, "", signature["name"])
        self.check_counts(task, signature, counted[1])

    def check_counts(self, task, signature, summary):
        """That something was tested."""
        counts, excluded = summary["counts"], summary["excluded"]
        report(
            "%s: %d sets: %s; excluded: %s" % (signature["name"], task.sets, counts, excluded)
        )
        self.assertTrue(counts, "the function was not replaced")
        self.assertGreaterEqual(counts["typed"], task.sets / 2)
        self.assertGreater(counts["boxed"], 0)
        if signature["bails_out"]:
            self.assertGreater(counts["bailed"], 0)


if __name__ == "__main__":
    harness.main(OPTIONS)
