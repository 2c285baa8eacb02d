"""Dependency files are those of the plain compiler, and name the header that
the rewritten source includes besides."""

import shlex
import unittest

from launcher_case import LauncherCase, each_compiler

VARIANTS = [
    ["-MD"],
    ["-MMD"],
    ["-MD", "-MF", "deps/x.d"],
    ["-MMD", "-MFdeps/y.d", "-MP"],
    ["-MD", "-MT", "a b.o", "-MQ", "$(objdir)x.o"],
    ["-MD", "-o", "out/m.o"],
    ["-MMD", "-o", "out/m.x.o"],
    ["-MD", "-o", "out/plain"],
]
SPELLINGS = ["%s", "./%s", "src/%s", "sub dir/a$b#c/%s", "src/a b$c#d%s"]


def parse(text):
    """The rules of a dependency file: targets to prerequisites, in order."""
    rules = []
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip():
            targets, _, prerequisites = line.partition(": ")
            if line.rstrip().endswith(":"):
                targets, prerequisites = line.rstrip()[:-1], ""
            rules.append((targets.strip(), shlex.split(prerequisites, comments=False)))
    return rules


class Dependencies(LauncherCase):
    def setUp(self):
        super().setUp()
        self.typed_method = str(self.header)

    def without_header(self, rules):
        return [
            (target, [p for p in prerequisites if p != self.typed_method])
            for target, prerequisites in rules
            if target != self.typed_method
        ]

    def check(self, command):
        (plain, expected), (launched, written) = self.plain_and_launched(*command)
        self.assertEqual(plain.returncode, 0, plain.stderr)
        self.assert_same_outcome(plain, launched)
        self.assertEqual(sorted(written), sorted(expected))
        (name,) = [name for name in expected if name.endswith(".d")]
        rules = parse(written[name].decode())
        self.assertEqual(self.without_header(rules), parse(expected[name].decode()))
        is_full = "-MD" in command
        self.assertEqual(is_full, self.typed_method in written[name].decode())

    @each_compiler()
    def test_variants(self, compiler, source):
        (self.project / "deps").mkdir(exist_ok=True)
        (self.project / "out").mkdir(exist_ok=True)
        for spelling in SPELLINGS:
            spelled = spelling % source
            self.write_project(spelled)
            for variant in VARIANTS:
                with self.subTest(variant=variant, spelled=spelled):
                    self.check([compiler, *variant, "-c", spelled])

    @each_compiler()
    def test_compile_and_link(self, compiler, source):
        self.write_project(source)
        self.check([compiler, "-MD", "-shared", "-fPIC", "-o", "m.so", source])

    @each_compiler()
    def test_options_that_need_another_one(self, compiler, source):
        self.write_project(source)
        for option in (["-MF", "x.d"], ["-MT", "x.o"], ["-MQ", "x.o"], ["-MP"]):
            with self.subTest(option=option):
                (plain, expected), (launched, written) = self.plain_and_launched(
                    compiler, *option, "-c", source
                )
                self.assertEqual(plain.returncode, launched.returncode)
                self.assertEqual(plain.stderr, launched.stderr)
                self.assertEqual(sorted(written), sorted(expected))

    @each_compiler()
    def test_dependencies_by_environment(self, compiler, source):
        """gcc's own way to ask for them: passed through, whatever it does."""
        self.write_project(source)
        done = self.cc(compiler, "-c", source, DEPENDENCIES_OUTPUT="env.d")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.engine_calls(), [])


if __name__ == "__main__":
    unittest.main()
