#!/usr/bin/env python3
"""Shows for every soundness rule that a test stands behind it.

For each rule of Rules.def the test of that name must pass, and must fail once
the rule is switched off. Needs an engine built with PYUNBOX_RULE_SWITCHES.
"""

import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parent.parent / "lib" / "Inference" / "Rules.def"


def switches():
    """The names of all rules, in the order of the table."""
    return re.findall(r'^PYUNBOX_RULE\(\w+,\s*"([a-z-]+)"', RULES.read_text(),
                      re.MULTILINE)


def passes(args, test, options):
    """Whether the reports on \\p test are those that it expects."""
    text = test.read_text()
    flags = re.search(r"RUN: %check_unit %s -- (.*)", text)
    for form, prefix in (("text", "CHECK-REPORT"), ("json", "CHECK-JSON")):
        if prefix not in text:
            continue
        report = subprocess.run(
            [args.engine, "analyze", "--format=" + form, *options, str(test), "--",
             "-I" + args.python_include, *(flags[1].split() if flags else [])],
            stdout=subprocess.PIPE, text=True, check=False)
        if report.returncode != 0:
            sys.exit(f"{test.name}: the engine failed ({report.returncode})")
        check = subprocess.run(
            [args.filecheck, "--check-prefix=" + prefix, str(test)],
            input=report.stdout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False)
        if check.returncode != 0:
            return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("engine", "filecheck", "python-include"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    passed = failed = 0
    for switch in switches():
        tests = sorted(HERE.glob(switch + ".c*"))
        if not tests:
            verdict = "has no test"
        elif not passes(args, tests[0], []):
            verdict = f"{tests[0].name} fails with the rule on"
        elif passes(args, tests[0], ["--disable-rule=" + switch]):
            verdict = f"{tests[0].name} passes with the rule off"
        else:
            print(f"{switch}: {tests[0].name} fails without it")
            passed += 1
            continue
        print(f"{switch}: NOT SHOWN: {verdict}")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
