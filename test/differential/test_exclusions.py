"""The unmodified project, built with sanitizers: what is left out faults, the rest
does not.

    test_exclusions.py PROJECT [--sets N] [--seed N]
"""

import itertools
import unittest

import harness
import interpreters
import rules
from harness import project, report

OPTIONS = harness.Options()

#: How many sets of a rule are tried until one faults; not each one does.
TRIES = 40


class Exclusions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pinned = project.load(OPTIONS.given.project)
        cls.rules = rules.load(cls.pinned.rules)
        cls.builds = harness.Builds(cls.pinned, interpreters.cpythons()[0])
        cls.addClassCleanup(cls.builds.close)
        cls.signatures = cls.builds.signatures()
        cls.sanitized = cls.builds.sanitized()
        cls.tasks = {
            name: harness.task(cls.builds, signature, OPTIONS.given)
            for name, signature in cls.signatures.items()
        }
        # A fault ends the worker: what is not left out must be free of them.
        results = harness.in_parallel(
            *[lambda task=task: task.outcomes(cls.sanitized) for task in cls.tasks.values()]
        )
        cls.results = dict(zip(cls.tasks, results))

    def test_every_rule_excludes_something(self):
        for name, (_, summary) in self.results.items():
            report("%s: excluded: %s" % (name, summary["excluded"]))
            for rule in self.rules.of(name):
                with self.subTest(function=name, rule=rule.name):
                    self.assertGreater(summary["excluded"].get(rule.name, 0), 0)

    def test_rules_name_faults(self):
        for name, (path, _) in self.results.items():
            for rule in self.rules.of(name):
                if rule.shown_by == "sanitizer":
                    with self.subTest(function=name, rule=rule.name):
                        self.assertTrue(self.some_set_faults(name, path, rule.name))

    def some_set_faults(self, name, path, rule):
        """Whether one of the first sets that the rule excludes ends the process."""
        with open(path, encoding="ascii") as file:
            excluded = [i for i, line in enumerate(file) if line == "excluded by %s\n" % rule]
        for index in itertools.islice(excluded, TRIES):
            answer = self.tasks[name].one_set(self.sanitized, index)
            if answer.returncode != 0:
                said = [line for line in answer.stderr.splitlines() if "rror:" in line]
                report("%s: %s: %s" % (name, rule, said[0] if said else answer.returncode))
                return True
        return False


if __name__ == "__main__":
    harness.main(OPTIONS)
