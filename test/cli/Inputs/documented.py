"""documented.py SOURCE: every relative link in the documentation leads to a
file, and docs/soundness.md names every rule, each with a test."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
wrong = []
for page in [*root.glob("*.md"), *(root / "docs").rglob("*.md")]:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target and not (page.parent / target).exists():
            wrong.append(f"{page.relative_to(root)}: {target} is not there")

page = (root / "docs" / "soundness.md").read_text(encoding="utf-8")
registry = (root / "lib" / "Inference" / "Rules.def").read_text(encoding="utf-8")
rules = re.findall(r'^PYUNBOX_RULE\(\w+,\s*"([a-z-]+)"', registry, re.MULTILINE)
assert rules
for rule in rules:
    if f"`{rule}`" not in page:
        wrong.append(f"docs/soundness.md: nothing about {rule}")
    if not list((root / "test" / "soundness").glob(rule + ".c*")):
        wrong.append(f"test/soundness: no test of {rule}")

sys.exit("\n".join(wrong) or 0)
