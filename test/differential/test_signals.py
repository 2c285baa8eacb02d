"""PyPy: typed calls from a signal handler at any moment change no result.

    test_signals.py PROJECT [--seed N]

With the JIT and without: between two bytecodes of a guard a handler may run, whose
calls bail out just when the interrupted one does.
"""

import json
import os
import subprocess
import unittest

import battery
import harness
import interpreters
import rules
import signature
from harness import project, report

OPTIONS = harness.Options()

SIGNALS = 3000

#: Argument sets of each function.
SETS = 400

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs", "signals.py")


class SignalHandler(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        pinned = project.load(OPTIONS.given.project)
        cls.builds = harness.Builds(pinned, interpreters.pypy())
        cls.addClassCleanup(cls.builds.close)
        cls.expectations = os.path.join(cls.builds.directory, "expectations.json")
        OPTIONS.given.sets = SETS
        expectations = []
        for each in cls.builds.signatures().values():
            expectations += expectations_of(cls.builds, each)
        with open(cls.expectations, "w", encoding="ascii") as file:
            json.dump(expectations, file)

    def test_with_the_jit(self):
        self.check(())

    def test_without_the_jit(self):
        self.check(("--jit", "off"))

    def check(self, options):
        # What counts the calls must not be what makes them right: once without.
        self.run_program(options)
        answer = self.run_program(options, PYUNBOX_COUNT="1")
        for name, described in self.builds.signatures().items():
            typed, boxed, bailed = answer["counts"][name]
            self.assertGreaterEqual(typed, boxed, name)
            if described["bails_out"]:
                self.assertGreater(bailed, 0, name)

    def run_program(self, options, **variables):
        run = self.builds.rewritten(options=options, environment=variables)
        command = run.command[:-1] + [PROGRAM, self.expectations, str(SIGNALS)]
        process = subprocess.run(
            command, env=run.environment, stdout=subprocess.PIPE, text=True, check=True
        )
        answer = json.loads(process.stdout)
        wrong = answer.pop("wrong")
        report("%s: %s" % (" ".join(options) or "JIT on", answer))
        self.assertEqual(wrong, [])
        self.assertGreater(answer["inside"], 0)
        self.assertGreater(answer["outside"], 0)
        return answer


def expectations_of(builds, described):
    """[function, positional, keywords, outcome] of those sets of a function that
    JSON can carry and that no rule excludes."""
    task = harness.task(builds, described, OPTIONS.given)
    path, _ = task.outcomes(builds.unmodified())
    sets = battery.Battery(
        signature.from_json(described),
        rules.load(builds.project.rules),
        OPTIONS.given.seed,
        SETS,
    )
    expectations = []
    with open(path, encoding="ascii") as file:
        for index, line in enumerate(file):
            positional, keywords = sets.arguments(index)
            values = positional + list(keywords.values())
            plain = all(type(value) in (int, float) and value == value for value in values)
            if plain and all(type(key) is str for key in keywords):
                if not line.startswith("excluded"):
                    expectations.append([described["name"], positional, keywords, line.rstrip()])
    return expectations


if __name__ == "__main__":
    harness.main(OPTIONS)
