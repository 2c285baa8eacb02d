"""Reports are what docs/report.schema.json says, and the same over reruns; the
forms that pyunbox makes of them lose nothing."""

import json
import os
import re

import jsonschema
import sample
from tool import INCLUDE, ROOT, ReportCase


class Schema(ReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with open(os.path.join(ROOT, "docs", "report.schema.json"), encoding="utf-8") as file:
            cls.schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def check(self, report):
        wrong = [f"{error.json_path}: {error.message}" for error in self.validator.iter_errors(report)]
        self.assertEqual(wrong, [])

    def test_a_report_is_valid(self):
        report = self.load("shapes.json")
        self.check(report)
        verdicts = {method["name"]: method["verdict"] for method in report["methods"]}
        self.assertEqual(verdicts, {"area": "typed", "count": "typed", "nothing": "typed", "doubled": "typed",
                                    "choose": "rejected", "narrow": "rejected", "same": "rejected"})

    def test_reports_of_other_inputs_are_valid(self):
        """C and C++, everything that the analysis knows, a file that does not parse."""
        inputs = os.path.join(ROOT, "test", "inference")
        with open(self.path("broken.c"), "w", encoding="ascii") as file:
            file.write("int f( {\n")
        sources = [os.path.join(inputs, name) for name in
                   ("defaults.c", "effects.c", "rejected-c.c", "argument-clinic.c", "cxx.cpp")]
        for source in sources:
            self.pyunbox("analyze", "--format=json", "--output=other.json", source, "--",
                         "-I" + INCLUDE, "-I" + os.path.join(inputs, "Inputs"))
            with self.subTest(os.path.basename(source)):
                self.check(self.load("other.json"))
        self.pyunbox("analyze", "--format=json", "--output=other.json", "broken.c", "--", status=3)
        self.check(self.load("other.json"))

    def test_the_schema_refuses_what_is_wrong(self):
        changes = {
            "a key too many": lambda r: r["methods"][0].update(extra=1),
            "a key too few": lambda r: r["methods"][0].pop("wrapper"),
            "an unknown verdict": lambda r: r["methods"][0].update(verdict="perhaps"),
            "a typed method with a reason": lambda r: self.typed(r).update(
                reason={"code": "x", "hint": "", "message": "", "location": None}),
            "a typed method without a signature": lambda r: self.typed(r).update(signature=None),
            "a decision of no kind": lambda r: r["methods"][0].update(decision={"verdict": "maybe"}),
        }
        for name, change in changes.items():
            report = self.load("shapes.json")
            change(report)
            with self.subTest(name):
                self.assertFalse(self.validator.is_valid(report))

    @staticmethod
    def typed(report):
        return next(method for method in report["methods"] if method["verdict"] == "typed")

    def test_the_schema_knows_the_registries(self):
        """Names that stand in tables of the analysis, and in the schema again."""
        with open(os.path.join(ROOT, "lib/Inference/Reasons.def"), encoding="utf-8") as file:
            codes = re.findall(r'PYUNBOX_(?:REASON|BUG)\(\w+, "([^"]+)"', file.read())
        pattern = self.schema["$defs"]["reason"]["properties"]["code"]["pattern"]
        self.assertGreater(len(codes), 30)
        for code in codes:
            self.assertRegex(code, pattern)

    def test_reruns_give_the_same_bytes(self):
        for name in ("again.json", "once-more.json"):
            self.pyunbox("analyze", "--format=json", f"--output={name}", "shapes.c", "--", "-I" + INCLUDE)
        with open(self.path("shapes.json"), "rb") as first:
            wanted = first.read()
        for name in ("again.json", "once-more.json"):
            with open(self.path(name), "rb") as file:
                self.assertEqual(file.read(), wanted)

    def test_the_sample_of_the_page_test_is_valid(self):
        self.check(sample.report(30))

    def test_to_read_and_to_write_a_report_changes_nothing(self):
        """merge of one report writes what was read."""
        for name in ("defaults.c", "effects.c", "rejected-c.c", "cxx.cpp"):
            source = os.path.join(ROOT, "test", "inference", name)
            self.pyunbox("analyze", "--format=json", "--output=one.json", source, "--", "-I" + INCLUDE)
            self.pyunbox("merge", "--output=two.json", "one.json")
            with self.subTest(name), open(self.path("one.json"), "rb") as one, \
                    open(self.path("two.json"), "rb") as two:
                self.assertEqual(one.read(), two.read())

    def test_merges_give_the_same_in_any_order(self):
        names = []
        for name in "abc":
            with open(self.path("shapes.c"), encoding="utf-8") as file:
                text = file.read().replace('"shapes"', f'"shapes_{name}"')
            with open(self.path(name + ".c"), "w", encoding="utf-8") as file:
                file.write(text)
            self.pyunbox("analyze", "--format=json", f"--output={name}.json", name + ".c", "--", "-I" + INCLUDE)
            names.append(name + ".json")
        merged = self.pyunbox("merge", *names)
        self.check(json.loads(merged))
        self.assertEqual(json.loads(merged)["summary"]["methods"], 21)
        for order in (names[::-1], [names[1], names[0], names[2]], names + names):
            self.assertEqual(self.pyunbox("merge", *order), merged)
        together = self.pyunbox("analyze", "--format=json", "a.c", "b.c", "c.c", "--", "-I" + INCLUDE)
        self.assertEqual(merged, together)

    def test_a_build_s_reports_are_valid_and_so_is_what_they_are_merged_to(self):
        """Those that the launcher leaves: of a source with a table, of one without, of one
        with a decision."""
        with open(self.path("shapes.c"), encoding="utf-8") as file:
            text = file.read()
        for name, content in (("with.c", text), ("without.c", "int one(void) { return 1; }\n"),
                              ("decided.c", text.replace('"shapes"', '"decided"'))):
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(content)
        decision = {"verdict": "reject", "comment": "not yet"}
        sample.write(self.path("reject.json"), {
            "schema_version": 1, "methods": [{"id": "decided.area", "decision": decision}]})
        os.mkdir(self.path("built"))
        for name in ("with", "without", "decided"):
            self.pyunbox("cc", "--", os.environ["PYUNBOX_GCC"], "-c", "-fPIC", "-I" + INCLUDE, name + ".c",
                         PYUNBOX_REPORT_DIR="built", PYUNBOX_DECISIONS="reject.json")
        reports = sorted("built/" + name for name in os.listdir(self.path("built")))
        self.assertEqual(len(reports), 3)
        for report in reports:
            with self.subTest(report):
                self.check(self.load(report))
        merged = json.loads(self.pyunbox("merge", *reports))
        self.check(merged)
        self.assertEqual(sorted(os.path.basename(unit["path"]) for unit in merged["units"]),
                         ["decided.c", "with.c", "without.c"])
        self.assertEqual(merged["summary"]["methods"], 14)
        self.assertEqual([(m["id"], m["decision"]) for m in merged["methods"] if m["decision"]],
                         [("decided.area", decision)])

    def test_reports_that_contradict_each_other_are_not_merged(self):
        report = self.load("shapes.json")
        report["methods"][0]["flags"] = "METH_O"
        sample.write(self.path("contradicts.json"), report)
        message = self.pyunbox("merge", "shapes.json", "contradicts.json", status=1)
        self.assertRegex(message, "^pyunbox: error: contradicts.json: 'shapes.c' is in two reports that differ")

    def test_what_is_no_report_is_refused_with_its_place(self):
        cases = [
            (lambda r: r.update(schema_version=7), "wrong.json: /schema_version: must be 1"),
            (lambda r: r["methods"][1].pop("flags"), "wrong.json: /methods/1: 'flags' is missing"),
            (lambda r: self.typed(r).update(entry="adaptor"), "did you mean 'adapter'"),
            (lambda r: r["methods"][0].update(unit="x.c"), "wrong.json: /methods/0/unit: there is no unit 'x.c'"),
            (lambda r: r["methods"][0].update(steps=[{"message": 1, "location": None}]), "must be a text"),
            (lambda r: r["methods"][0].update(decision={"verdict": "acept"}), "did you mean 'accept'"),
        ]
        for change, message in cases:
            report = self.load("shapes.json")
            change(report)
            sample.write(self.path("wrong.json"), report)
            for command in (["render", "--to=text"], ["merge"], ["explain", "area"]):
                with self.subTest(message, command=command[0]):
                    self.assertIn(message, self.pyunbox(*command, "wrong.json", status=1))


if __name__ == "__main__":
    import unittest
    unittest.main()
