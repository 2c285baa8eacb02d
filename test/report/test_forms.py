"""Reports as SARIF and as Python stubs, checked by the tools that read those."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import unittest
import venv

import jsonschema
from tool import HERE, INCLUDE, ReportCase

sys.path[:0] = [os.path.join(os.path.dirname(HERE), name) for name in ("differential", "support")]
import build  # pylint: disable=wrong-import-position
import interpreters  # pylint: disable=wrong-import-position
import project  # pylint: disable=wrong-import-position

# Ships the schema of the standard.
SARIF_OM = ("sarif-om", "1.0.4", "cd5f416b3083e00d402a92e449a7ff67af46f11241073eea0461802a3b5aef98",
            "sarif_om-1.0.4/sarif-2.1.0-rtm.4.json")
MYPY = "mypy==1.13.0"


def sarif_schema():
    """The JSON schema of SARIF 2.1.0, fetched once."""
    name, version, sha256, member = SARIF_OM
    path = os.path.join(project.cache_directory("sources"), f"sarif_om-{version}.tar.gz")
    with project.cache_lock():
        if not os.path.exists(path):
            pin = type("Pin", (), {"name": name, "version": version, "sha256": sha256})
            project.download([python("sarif"), "-m", "pip", "download"], pin, os.path.dirname(path))
    with open(path, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != sha256:
            raise ValueError(path + " has another hash than the pin says")
    with tarfile.open(path) as archive:
        return json.load(archive.extractfile(member))


def python(name, *packages):
    """The interpreter of a virtual environment with `packages`, made once.

    Call it with the cache_lock held."""
    folder = project.cache_directory("venvs", "report-" + name)
    ready = os.path.join(folder, "ready")
    interpreter = os.path.join(folder, "bin", "python")
    wanted = " ".join(packages)
    if os.path.exists(ready):
        with open(ready, encoding="utf-8") as file:
            if file.read() == wanted:
                return interpreter
    venv.create(folder, with_pip=True, clear=True)
    if packages:
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", *packages], check=True)
    with open(ready, "w", encoding="utf-8") as file:
        file.write(wanted)
    return interpreter


class Sarif(ReportCase):
    def sarif(self, report="shapes.json", *options):
        return json.loads(self.pyunbox("render", "--to=sarif", *options, report))

    def test_it_is_what_the_standard_says(self):
        schema = sarif_schema()
        validator = jsonschema.validators.validator_for(schema)(schema)
        with open(self.path("broken.c"), "w", encoding="ascii") as file:
            file.write("int f( {\n")
        self.pyunbox("analyze", "--format=json", "--output=broken.json", "broken.c", "--", status=3)
        self.pyunbox("merge", "--output=both.json", "broken.json", "shapes.json")
        logs = [self.sarif(), self.sarif("both.json"), self.sarif("shapes.json", "--docs-url=https://example.org/docs/")]
        for log in logs:
            self.assertEqual([f"{e.json_path}: {e.message}" for e in validator.iter_errors(log)], [])
        self.assertTrue(logs[0]["runs"][0]["invocations"][0]["executionSuccessful"])
        self.assertFalse(logs[1]["runs"][0]["invocations"][0]["executionSuccessful"])
        broken = json.loads(json.dumps(logs[0]))
        broken["runs"][0]["results"][0]["level"] = "bad"
        self.assertFalse(validator.is_valid(broken))

    def test_results_are_the_methods_that_are_not_typed(self):
        run = self.sarif()["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        found = {}
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            name = result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
            found[name] = (result["ruleId"], result["level"])
        self.assertEqual(found, {"shapes.choose": ("mixed-results", "note"),
                                 "shapes.doubled": ("missing-check", "warning"),
                                 "shapes.narrow": ("format-mismatch", "warning"),
                                 "shapes.same": ("returns-object", "note")})

    def test_rules_link_to_their_pages(self):
        for rule in self.sarif("shapes.json", "--docs-url=https://example.org/docs/")["runs"][0]["tool"]["driver"]["rules"]:
            base = "https://example.org/docs/"
            self.assertTrue(rule["helpUri"].startswith(base + "reasons/"))
            page = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", rule["helpUri"][len(base):])
            self.assertTrue(os.path.exists(page), page)

    def test_the_way_to_the_evidence_is_the_code_flow(self):
        result = next(r for r in self.sarif()["runs"][0]["results"] if r["ruleId"] == "mixed-results")
        flow = result["codeFlows"][0]["threadFlows"][0]["locations"]
        self.assertIn("'which > 3' is", flow[-2]["location"]["message"]["text"])

    def test_fingerprints_do_not_change_with_lines(self):
        def fingerprints(report):
            return [r["partialFingerprints"] for r in self.sarif(report)["runs"][0]["results"]]
        before = fingerprints("shapes.json")
        self.assertEqual(len({json.dumps(f) for f in before}), 4)
        with open(self.path("shapes.c"), encoding="utf-8") as file:
            text = file.read()
        try:
            with open(self.path("shapes.c"), "w", encoding="utf-8") as file:
                file.write("\n\n/* moved */\n" + text)
            self.pyunbox("analyze", "--format=json", "--output=moved.json", "shapes.c", "--", "-I" + INCLUDE)
        finally:
            with open(self.path("shapes.c"), "w", encoding="utf-8") as file:
                file.write(text)
        self.assertEqual(fingerprints("moved.json"), before)

    def test_what_a_person_has_seen_is_suppressed(self):
        report = self.load("shapes.json")
        for method in report["methods"]:
            if method["name"] == "narrow":
                method["decision"] = {"verdict": "accept", "comment": "known"}
        with open(self.path("seen.json"), "w", encoding="utf-8") as file:
            json.dump(report, file)
        for result in self.sarif("seen.json")["runs"][0]["results"]:
            self.assertEqual([s["justification"] for s in result.get("suppressions", [])],
                             ["known"] if result["ruleId"] == "format-mismatch" else [])


class Stub(ReportCase):
    def test_it_says_what_is_known(self):
        stub = self.pyunbox("render", "--to=pyi", "shapes.json")
        for line in ("def area(width: float, height: float = 2.0) -> float:",
                     "def count(object: int, /) -> int:",
                     "def choose(*args: Any, **kwargs: Any) -> Any: ...",
                     "def nothing() -> None: ...",
                     "def same(object: Any, /) -> Any:"):
            self.assertIn("\n" + line, stub)
        self.assertIn('The area of a \\"rectangle\\".', stub)

    def check_by_stubtest(self, interpreter, folder, *modules):
        """The stubs in `folder` are true of the modules there, and stubtest is awake."""
        def stubtest():
            return subprocess.run([interpreter, "-m", "mypy.stubtest", *modules], cwd=folder,
                                  env={**os.environ, "MYPYPATH": folder, "PYTHONPATH": folder},
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        done = stubtest()
        self.assertEqual(done.returncode, 0, done.stdout)
        for module in modules:
            with open(os.path.join(folder, *module.split(".")) + ".pyi", "a", encoding="ascii") as file:
                file.write("def not_there() -> None: ...\n")
        output = stubtest().stdout
        for module in modules:
            self.assertIn(f"{module}.not_there is not present at runtime", output)

    def test_it_is_true_of_a_real_project_that_was_built_rewritten(self):
        with project.cache_lock():
            interpreter = python("mypy", MYPY)
        system = next(each for each in interpreters.cpythons() if each.path == "/usr/bin/python3")
        site = self.path("site")
        build.Builder(system).rewritten(project.load("noise"), site, self.path("noise-reports"))
        reports = sorted("noise-reports/" + name for name in os.listdir(self.path("noise-reports")))
        for module in ("_perlin", "_simplex"):
            stub = f"{site}/noise/{module}.pyi"
            self.pyunbox("render", "--to=pyi", f"--module={module}", f"--output={stub}", *reports)
            with open(stub, encoding="ascii") as file:
                self.assertEqual(len(re.findall(r"^def noise\d\(x: float, .* -> float:", file.read(), re.M)), 3)
        # What the package itself exports is not ours to describe.
        with open(f"{site}/noise/__init__.pyi", "w", encoding="ascii"):
            pass
        self.check_by_stubtest(interpreter, site, "noise._perlin", "noise._simplex")

    def test_mypy_finds_it_true_of_the_built_module(self):
        with project.cache_lock():
            interpreter = python("mypy", MYPY)
        subprocess.run([os.environ["PYUNBOX_GCC"], "-shared", "-fPIC", "-I" + INCLUDE, "-o", "shapes.so", "shapes.c"],
                       cwd=self.folder, check=True)
        self.pyunbox("render", "--to=pyi", "--output=shapes.pyi", "shapes.json")

        self.check_by_stubtest(interpreter, self.folder, "shapes")

        with open(self.path("use.py"), "w", encoding="ascii") as file:
            file.write("import shapes\n"
                       "shapes.area(1.0, height=2)\n"
                       "wrong: str = shapes.area(1.0)\n"
                       "shapes.count('x')\n")
        done = subprocess.run([interpreter, "-m", "mypy", "use.py"], cwd=self.folder, stdout=subprocess.PIPE, text=True)
        self.assertRegex(done.stdout, r"use.py:3: error: .*(?s:.*)use.py:4: error: ")
        self.assertIn("Found 2 errors", done.stdout)


del ReportCase

if __name__ == "__main__":
    unittest.main()
