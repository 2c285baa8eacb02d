"""The runner's own pieces, offline: each tells good from bad."""

import os
import subprocess
import sys
import tempfile
import types
import unittest

import building
import confinement
import debian
import description
import expectations
import sources
from calling import Caller
from findings import Findings
from paths import interpreters

_HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(description.PROJECTS, "cpython-3.11", "rules.json")


class Descriptions(unittest.TestCase):
    def test_every_project_can_be_read(self):
        self.assertIn("cpython-3.11", description.names())
        for name in description.names():
            project = description.load(name)
            self.assertEqual(len({module.name for module in project.modules}), len(project.modules))
            self.assertTrue(os.path.exists(project.rules))

    def test_unknown_fields_are_refused(self):
        with self.assertRaises(TypeError):
            description.Module("m", ["m.c"], not_caled={})

    def test_not_called(self):
        module = description.Module("m", ["m.c"], not_called={"f": "harm", "*": "all"})
        self.assertEqual(module.why_not_called("f"), "harm")
        self.assertEqual(module.why_not_called("g"), "all")
        self.assertIsNone(description.Module("m", ["m.c"]).why_not_called("f"))

    def test_an_unknown_name_lists_the_known_ones(self):
        answer = subprocess.run(
            [sys.executable, os.path.join(_HERE, "run"), "nonsense"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual((answer.returncode, answer.stdout), (2, ""))
        self.assertIn("'nonsense'", answer.stderr)
        self.assertIn("cpython-3.11", answer.stderr)


class Sources(unittest.TestCase):
    def test_another_content_is_refused(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"abc")
            file.flush()
            good = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            sources.check(file.name, good)
            with self.assertRaisesRegex(ValueError, "the pin says 0123"):
                sources.check(file.name, "0123")

    def test_the_mirror_that_has_the_suite(self):
        targets = [("trixie-security", "a/debian-security/"), ("trixie", "b/debian/")]
        self.assertEqual(debian.choose_mirror(targets, "bookworm"), "b/debian/")
        targets.append(("bookworm", "c/archive/"))
        self.assertEqual(debian.choose_mirror(targets, "bookworm"), "c/archive/")
        with self.assertRaises(LookupError):
            debian.choose_mirror(targets[:1], "bookworm")


class Expectations(unittest.TestCase):
    def judge(self, wanted, verdict, result="int", how="direct", arguments=("int",)):
        row = {"module": "m", "function": "f", "verdict": "typed", "note": "read"}
        row["signature"], row["pypy"] = wanted
        if not row["signature"]:
            row["verdict"] = "rejected"
        method = {
            "verdict": verdict,
            "reason": {"code": "object-use"},
            "callable": {"pypy": {"how": how}},
            "signature": "as spelled",
            "args": [{"c_type": each} for each in arguments],
            "returns": {"c_type": result},
        }
        return expectations.Expectation(row).judge(method)[0]

    def test_agreement(self):
        direct, refused = ("int (int)", "direct"), ("", "")
        self.assertEqual(self.judge(direct, "typed"), expectations.AGREES)
        self.assertEqual(self.judge(direct, "typed", "long"), expectations.AGREES)
        self.assertEqual(self.judge(refused, "rejected"), expectations.AGREES)

    def test_disagreement(self):
        direct, boxed, refused = ("int (int)", "direct"), ("int (int)", "boxed"), ("", "")
        self.assertEqual(self.judge(direct, "rejected"), expectations.LESS)
        self.assertEqual(self.judge(direct, "typed", how="boxed"), expectations.LESS)
        self.assertEqual(self.judge(boxed, "typed"), expectations.MORE)
        self.assertEqual(self.judge(refused, "typed"), expectations.MORE)
        self.assertEqual(self.judge(direct, "typed", "short"), expectations.OTHER)
        self.assertEqual(self.judge(direct, "typed", "unsigned long"), expectations.OTHER)
        self.assertEqual(self.judge(direct, "typed", arguments=["long"]), expectations.OTHER)
        self.assertEqual(self.judge(direct, "typed", arguments=[]), expectations.OTHER)

    def test_with_the_gil(self):
        """A row that says boxed leaves open whether a call with the GIL is sound."""
        direct, gil, boxed = (("int (int)", way) for way in ("direct", "gil", "boxed"))
        self.assertEqual(self.judge(gil, "typed", how="gil"), expectations.AGREES)
        self.assertEqual(self.judge(boxed, "typed", how="gil"), expectations.AGREES)
        self.assertEqual(self.judge(gil, "typed", how="boxed"), expectations.LESS)
        self.assertEqual(self.judge(direct, "typed", how="gil"), expectations.LESS)
        self.assertEqual(self.judge(gil, "typed", how="direct"), expectations.MORE)
        self.assertEqual(self.judge(("", ""), "typed", how="gil"), expectations.MORE)

    def test_every_file_belongs_to_a_project(self):
        for file in os.listdir(description.EXPECTED):
            project = description.load(os.path.splitext(file)[0])
            modules = {module.name for module in project.modules}
            self.assertTrue(expectations.load(project.expected))
            for each in expectations.load(project.expected):
                self.assertIn(each.module, modules)


class Confinement(unittest.TestCase):
    def python(self, code, prefix=()):
        command = [*prefix, sys.executable, "-c", "import confinement, os\n" + code]
        return subprocess.run(
            command, cwd=_HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def test_memory_is_limited(self):
        code = "bytearray(confinement.MEMORY + 1)"
        self.assertIn("MemoryError", self.python("confinement.limit()\n" + code).stderr)

    def test_a_child_sees_no_other_process(self):
        if not confinement.prefix():
            self.skipTest("no PID namespaces without privileges here")
        self.assertEqual(self.python("print(os.getpid())", confinement.prefix()).stdout, "1\n")


class Calls(unittest.TestCase):
    """A whole module, under a name that the interpreter has built in."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="pyunbox-")
        cls.addClassCleanup(temporary.cleanup)
        cls.directory = temporary.name
        cls.interpreter = interpreters.cpythons()[0]
        cls.plain = cls.build()
        cls.mutant = cls.build("-DMUTATE")

    @classmethod
    def module(cls, **fields):
        return description.Module("time", ["builtin_name.c"], **fields)

    @classmethod
    def build(cls, *flags):
        project = types.SimpleNamespace(
            flags=lambda module: module.flags, declarations=list
        )
        builder = building.Builder(
            project,
            os.path.join(_HERE, "fixtures"),
            cls.interpreter,
            tempfile.mkdtemp(dir=cls.directory),
        )
        return builder.build(cls.module(flags=flags))

    def findings(self, original, rewritten):
        """Findings about `rewritten` as if it had been made from `original`."""
        built = building.Built()
        built.original, built.rewritten = original.original, rewritten.rewritten
        built.methods, built.failures = rewritten.methods, rewritten.failures
        module = self.module(not_called={"dies": "divides by zero"})
        project = types.SimpleNamespace(name="fixture", rules=RULES, modules=[module], needs=[])
        caller = Caller(project, self.interpreter, 500, 1, self.directory)
        found = Findings(project)
        found.add(module, built, caller.compare(module, built))
        return found

    def test_the_same_is_well(self):
        found = self.findings(self.plain, self.plain)
        self.assertEqual(found.failures, [])
        data = found.data()
        self.assertEqual(data["differences"], [])
        self.assertGreater(data["called"]["time.twice"]["typed"], 250)
        self.assertEqual(data["entries"], 3)
        self.assertEqual(sum(data["rejected"].values()), 3 - sum(data["typed"].values()))
        self.assertTrue(found.is_well)
        self.assertIn("0", [line.split()[-1] for line in found.lines() if "differences" in line])

    def test_what_must_not_be_called_is_not(self):
        data = self.findings(self.plain, self.plain).data()
        self.assertNotIn("time.dies", data["called"])
        self.assertEqual(data["not_called"], {"time.dies": "never called: divides by zero"})

    def test_a_difference_is_seen(self):
        found = self.findings(self.plain, self.mutant)
        self.assertEqual([name for name, _ in found.differences], ["time.twice"])
        self.assertFalse(found.is_well)

    def test_a_death_is_a_difference(self):
        module = self.module()
        project = types.SimpleNamespace(rules=RULES)
        caller = Caller(project, self.interpreter, 500, 1, self.directory)
        calls = {call.function: call for call in caller.compare(module, self.plain)}
        self.assertIn("time.dies(", "".join(calls["time.dies"].differences))

    def test_what_does_not_compile_is_told(self):
        with self.assertRaises(building.CannotBuild):
            self.build("-DPyMODINIT_FUNC=nonsense")


if __name__ == "__main__":
    unittest.main()
