"""docs/examples/ninja_shards.py on a small tree, with the real ninja."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "speed"))

from case import HEADER, HELPER, MODULE, TOOL  # noqa: E402

SCRIPT = HERE.parent.parent / "docs" / "examples" / "ninja_shards.py"
NINJA = os.environ["PYUNBOX_NINJA"]
INCLUDE = "-I" + os.environ["PYUNBOX_PYTHON_INCLUDE"]

# spam's wrapper calls a function of the other file; eggs stands alone.
TREE = {
    "spam/local.h": HEADER,
    "spam/module.c": MODULE,
    "spam/helper.c": HELPER,
    "eggs/local.h": "static inline int helper(int x) { return x; }\n#define RESULT long\n",
    "eggs/module.c": MODULE.replace("spam", "eggs"),
}


class Ninja(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox shards ")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name).resolve()
        self.tree = self.folder / "a tree"
        for name, text in TREE.items():
            self.write(name, text)
        self.set_commands(["spam/module.c", "spam/helper.c", "eggs/module.c"])
        self.shards = self.folder / "shards"
        self.report = self.shards / "report.json"

    def write(self, name, text):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def set_commands(self, sources, **flags):
        commands = [
            {
                "directory": str(self.tree),
                "file": source,
                "arguments": ["gcc", INCLUDE, *flags.get(source[:4], ()), "-c", source],
            }
            for source in sources
        ]
        (self.tree / "compile_commands.json").write_text(json.dumps(commands))

    def run_command(self, *command, status=0):
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, cwd=self.tree,
            env={**os.environ, "PYUNBOX_CACHE_DIR": str(self.folder / "cache")},
        )  # fmt: skip
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def generate(self, *options, tool=TOOL):
        command = [sys.executable, SCRIPT, "--tool", tool, "--output-dir", self.shards]
        self.run_command(*command, *options)

    def ninja(self, status=0):
        """What ninja did: the last part of each path in its descriptions."""
        out = self.run_command(NINJA, "-C", self.shards, "-k", "0", status=status)
        return sorted(
            line.split(" ", 2)[2].rpartition("/")[2].strip("'")
            for line in out.splitlines() if line.startswith("[")
        )  # fmt: skip

    def analyze(self, name, *sources):
        """The report that an analysis without ninja makes of some files."""
        path = self.folder / (name + ".json")
        command = [TOOL, "analyze", "--quiet", "--cache-dir=", "--format=json"]
        self.run_command(*command, "--output", path, *sources)
        return path

    def how(self):
        """How each method is called on PyPy, by its id."""
        methods = json.loads(self.report.read_text())["methods"]
        return {each["id"]: each["callable"]["pypy"]["how"] for each in methods}

    def test_the_report_is_that_of_the_parts(self):
        self.generate()
        self.assertEqual(self.ninja(), ["eggs", "report.json", "spam"])
        spam = self.analyze("one", "spam/module.c", "spam/helper.c")
        eggs = self.analyze("two", "eggs/module.c")
        merged = self.folder / "merged.json"
        self.run_command(TOOL, "merge", "--output", merged, spam, eggs)
        self.assertEqual(self.report.read_bytes(), merged.read_bytes())
        # No call leads from one shard to another: together they are the same, too.
        together = self.analyze("all", *[name for name in TREE if name.endswith(".c")])
        self.run_command(TOOL, "merge", "--output", merged, together)
        self.assertEqual(self.report.read_bytes(), merged.read_bytes())
        self.assertEqual(self.how(), {"spam.twice": "direct", "eggs.twice": "direct"})

    def test_what_shards_of_one_unit_do_not_know(self):
        self.generate("--by", "unit")
        self.assertEqual(self.ninja(), ["helper.c", "module.c", "module.c", "report.json"])
        self.assertEqual(self.how(), {"spam.twice": "boxed", "eggs.twice": "direct"})

    def test_shards_of_several_folders(self):
        self.write("spam/deep/more.c", "int more(void) { return 1; }\n")
        self.set_commands(["spam/module.c", "spam/helper.c", "spam/deep/more.c", "eggs/module.c"])
        self.generate("--by=folder")
        self.assertEqual(self.ninja(), ["deep", "eggs", "report.json", "spam"])
        before = self.report.read_bytes()
        self.generate()
        self.assertEqual(self.ninja(), ["report.json", "spam"])
        self.assertEqual(self.report.read_bytes(), before)
        self.generate("--by=0")
        self.assertEqual(len(self.ninja()), 2)
        self.assertEqual(self.report.read_bytes(), before)

    def test_only_what_changed_is_done_again(self):
        self.generate()
        self.ninja()
        self.assertEqual(self.ninja(), [])
        before = self.report.read_bytes()
        for changed in ("spam/helper.c", "spam/local.h"):
            self.write(changed, TREE[changed] + "int more;\n")
            self.assertEqual(self.ninja(), ["report.json", "spam"])
            self.assertNotEqual(self.report.read_bytes(), before)
            self.assertEqual(self.ninja(), [])
            self.write(changed, TREE[changed])
            self.ninja()
            self.assertEqual(self.report.read_bytes(), before)

    def test_an_equal_report_is_not_merged_again(self):
        self.generate()
        self.ninja()
        os.utime(self.tree / "eggs/module.c")
        self.assertEqual(self.ninja(), ["eggs"])
        self.assertEqual(self.ninja(), [])

    def test_flags_and_sources_that_change(self):
        self.generate()
        self.ninja()
        sources = ["spam/module.c", "spam/helper.c", "eggs/module.c"]
        self.set_commands(sources, eggs=["-DMORE"])
        self.assertIn("eggs", done := self.ninja())
        self.assertNotIn("spam", done)
        self.write("more/more.c", "int more(void) { return 1; }\n")
        self.set_commands([*sources, "more/more.c"], eggs=["-DMORE"])
        self.assertEqual(self.ninja(), ["build.ninja", "more", "report.json"])
        self.assertEqual(self.ninja(), [])

    def test_another_tool_and_what_ninja_cannot_see(self):
        everything = ["eggs", "report.json", "spam"]
        tool, engine = self.folder / "pyunbox", self.folder / "pyunbox-engine"
        tool.write_text('#!/bin/sh\nexec "%s" "$@"\n' % TOOL)
        tool.chmod(0o755)
        engine.write_text("")
        self.generate(tool=tool)
        self.assertEqual(self.ninja(), everything)
        while engine.stat().st_mtime_ns <= self.report.stat().st_mtime_ns:
            os.utime(engine)  # that clock ticks every few milliseconds
        # The reports are the same, but for ninja they rest on something new.
        self.assertEqual(self.ninja(), everything)
        self.assertEqual(self.ninja(), [])
        self.write(".pyunbox", "exclude: ['spam/helper.c']\n")
        self.assertEqual(self.ninja(), [])
        self.run_command(NINJA, "-C", self.shards, "-t", "clean")
        self.assertEqual(self.ninja(), everything)
        self.assertEqual(self.how()["spam.twice"], "boxed")

    def test_a_file_that_does_not_parse(self):
        (self.tree / "eggs/local.h").unlink()
        self.generate()
        self.assertEqual(self.ninja(), ["eggs", "report.json", "spam"])
        units = json.loads(self.report.read_text())["units"]
        failed = {unit["path"]: unit["status"] for unit in units}
        self.assertEqual(failed.pop("eggs/module.c"), "failed")
        self.assertEqual(set(failed.values()), {"ok"})
        # Nothing tells ninja of a header that was not found, so it is tried each time.
        self.assertEqual(self.ninja(), ["eggs"])
        self.write("eggs/local.h", TREE["eggs/local.h"])
        self.assertEqual(self.ninja(), ["eggs", "report.json"])
        self.assertEqual(self.how()["eggs.twice"], "direct")
        self.assertEqual(self.ninja(), [])

    def test_a_shard_that_cannot_be_analysed(self):
        (self.tree / "eggs/.pyunbox").write_text("no such key: 1\n")
        self.generate()
        self.assertEqual(self.ninja(status=1), ["eggs", "spam"])
        self.assertTrue((self.shards / "shards/spam/report.json").exists())
        self.assertFalse(self.report.exists())
        (self.tree / "eggs/.pyunbox").unlink()
        self.assertEqual(self.ninja(), ["eggs", "report.json"])

    def test_mistakes(self):
        (self.tree / "compile_commands.json").write_text("[]")
        command = [sys.executable, SCRIPT, "--tool", TOOL, "--output-dir", self.shards]
        self.assertIn("no C or C++ source below", self.run_command(*command, status=1))
        self.assertIn("usage: ", self.run_command(sys.executable, SCRIPT, "--help"))


if __name__ == "__main__":
    unittest.main()
