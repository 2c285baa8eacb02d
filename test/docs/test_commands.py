"""Runs the commands that the documentation shows, page by page, in a small project."""

import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOL = os.environ["PYUNBOX_TOOL"]
INCLUDE = os.environ["PYUNBOX_PYTHON_INCLUDE"]

PAGES = ["README.md", "runtime/python/README.md"]
PAGES += sorted(os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, "docs/*.md")))

#: What begins a line of a code block that is a command.
COMMAND = re.compile(
    r"(?:\$ )?((?:\w+=(?:\"[^\"]*\"|\S+) )*"
    r"(?:(?:time )?pyunbox(?:-gcc)?|(?:time )?pypy3|python3?|pip|make|cmake|meson|scripts/\w+|export|sudo) .*"
    r"|scripts/\w+.*)$"
)

#: Code in a table that names a command without calling it.
NAME_ONLY = re.compile(r"pyunbox [a-z]+|pip install|scripts/\w+")

#: Commands that fetch, install or build for minutes, and the test that does the same.
ELSEWHERE = {
    'CC="pyunbox cc -- gcc" pip install --no-cache-dir --no-binary noise noise': "differential/noise",
    "scripts/demo": "the demonstration itself, run by hand on a new machine",
    "scripts/test": "the test command itself, run by .ci/run",
    'CC="pyunbox cc -- gcc" CXX="pyunbox cc -- g++" pip install --no-cache-dir --no-binary NAME NAME':
        "builds/build_systems",
    'cmake -DCMAKE_C_COMPILER_LAUNCHER="pyunbox;cc;--" ...': "builds/build_systems",
    'PYUNBOX_REPORT_DIR=$PWD/reports CC="pyunbox cc -- gcc" pip install --no-cache-dir --no-binary noise noise':
        "docs/new_user",
    "pypy3 -m venv v && . v/bin/activate": "docs/new_user",
    "pip install ./runtime/python": "docs/new_user",
    "time pypy3 grid.py": "docs/new_user",
    "time pypy3 -m pyunbox run grid.py": "docs/new_user",
    "pip install pyunbox-tool": "builds/wheels",
    "cmake -S runtime -B build/libpyunbox -DCMAKE_BUILD_TYPE=Release": "consumers/library",
    "cmake --build build/libpyunbox && sudo cmake --install build/libpyunbox": "consumers/library",
    'PYUNBOX_DECISIONS=$PWD/decisions.json CC="pyunbox cc -- gcc" pip install ...': "builds/build_systems",
    'CC="pyunbox cc -- gcc" CXX="pyunbox cc -- g++" pip install --no-cache-dir .': "builds/build_systems",
    'CC="pyunbox cc -- gcc" meson setup build': "builds/build_systems",
    'cmake -S . -B build -DCMAKE_C_COMPILER_LAUNCHER="pyunbox;cc;--" -DCMAKE_CXX_COMPILER_LAUNCHER="pyunbox;cc;--"':
        "builds/build_systems",
    "cmake --build build --parallel": "builds/build_systems",
    'cmake -DCMAKE_C_COMPILER_LAUNCHER="pyunbox;cc;--" -DCMAKE_CXX_COMPILER_LAUNCHER="pyunbox;cc;--" ...':
        "builds/build_systems",
    'CMAKE_C_COMPILER_LAUNCHER="pyunbox;cc;--" pip install --no-cache-dir .': "builds/build_systems",
    'CMAKE_C_COMPILER_LAUNCHER="pyunbox;cc;--" CMAKE_CXX_COMPILER_LAUNCHER="pyunbox;cc;--" pip install --no-cache-dir .':
        "builds/build_systems",
    "pypy3 -m pyunbox pth --install": "runtime/switches",
    "python -m pyunbox --pxd MODULE > MODULE.pxd": "consumers/python",
    "pip install distributed": "shards/mining",
    "python3 docs/examples/mine/mine_sdists.py list.txt --output-dir mined": "shards/mining",
    "python3 docs/examples/mine/mine_sdists.py list.txt --output-dir /shared/mined --scheduler tcp://HOST:8786":
        "shards/mining",
    "python3 docs/examples/ninja_shards.py -p build --base-dir . --output-dir shards": "shards/ninja",
}

MAKEFILE = f"""\
module.so: src/module.c
\t$(CC) -shared -fPIC -I{INCLUDE} src/module.c -o module.so
clean:
\trm -f module.so
"""
CONVERTERS = '{"schema_version": 1, "converters": []}'
DECISIONS = """\
{"methods": [{"decision": {"comment": "", "verdict": "reject"}, "id": "shapes.area"}], "schema_version": 1}
"""


def commands(page):
    """The commands in the code blocks of a page, without comments; fenced or indented.
    In YAML, the steps of a workflow. In a table, the pieces of code."""
    found, fenced = [], None
    with open(os.path.join(ROOT, page), encoding="utf-8") as file:
        for line in file:
            if line.startswith("```"):
                fenced = line[3:].strip() if fenced is None else None
                continue
            if fenced is None and line.startswith("|"):
                codes = re.findall(r"`([^`]+)`", line)
                found += [
                    code for code in codes if COMMAND.match(code) and not NAME_ONLY.fullmatch(code)
                ]
                continue
            if fenced == "yaml":
                line = line.partition("- run: ")[2]
            elif not (line.startswith("    ") if fenced is None else fenced in ("", "sh", "console")):
                continue
            text = re.sub(r"\s{2,}# .*", "", line.strip())
            match = COMMAND.match(text)
            if match:
                found.append(match[1])
    return found


def filled_in(command):
    """The command with something in the place of what stands for anything."""
    command = command.replace("[FILE OR FOLDER]", ".").replace("METHOD,...", "shapes.area")
    command = command.replace("-- ...", f"-- -I{INCLUDE}").replace("2 ...", f"2 -I{INCLUDE}")
    return command.replace(" ...", "")


class Commands(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-docs-")
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        shapes = os.path.join(ROOT, "test/report/fixtures/shapes.c")
        os.mkdir(self.path("src"))
        for name in ("src/module.c", "m.c", "libxml.c"):
            shutil.copy(shapes, self.path(name))
        shutil.copy(os.path.join(ROOT, "docs/examples/libxml2-effects.json"), self.folder)
        for name, text in (
            ("Makefile", MAKEFILE),
            ("FILE", CONVERTERS),
            (".pyunbox", "exclude: []\n"),
            ("decisions.json", DECISIONS),
            ("script.py", "print('ran')\n"),
        ):
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(text)
        for folder in ("reports", "facts"):
            os.mkdir(self.path(folder))
        for name in ("reports/module.json", "report.json", "debug.json", "release.json"):
            self.run_command(
                f"pyunbox analyze --quiet --format=json --output={name} src/module.c -- -I{INCLUDE}"
            )

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_command(self, command):
        """What it printed. A build is done anew."""
        if os.path.exists(self.path("module.so")):
            os.remove(self.path("module.so"))
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": os.path.dirname(TOOL) + ":/usr/bin:" + os.environ["PATH"],
                "PYTHONPATH": os.path.join(ROOT, "runtime/python"),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}")
        # The launcher passes; that it left something alone is told here only.
        self.assertNotIn("pyunbox: left ", done.stdout)
        return done.stdout

    def test_pre_commit_hook(self):
        """What pre-commit makes of the hook and of the lines that builds.md shows."""
        with open(os.path.join(ROOT, ".pre-commit-hooks.yaml"), encoding="utf-8") as file:
            hook = dict(re.findall(r"^(?:- |  )(\w+): (.*)$", file.read(), re.MULTILINE))
        with open(os.path.join(ROOT, "docs/builds.md"), encoding="utf-8") as file:
            shown = file.read()
        shown = shown[shown.index(f"- id: {hook['id']}\n"):]
        args = json.loads(re.search(r"args: (\[.*\])", shown)[1])
        files = [
            path
            for path in ("m.c", "src/module.c")
            if re.search(re.search(r"files: (\S+)", shown)[1], path)
        ]
        self.assertEqual((hook["language"], files), ("system", ["src/module.c"]))
        os.mkdir(self.path("build"))
        with open(self.path("build/compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump([{"directory": self.folder, "file": "src/module.c",
                        "arguments": ["gcc", "-I" + INCLUDE, "-c", "src/module.c"]}], file)
        command = [*hook["entry"].split(), *args, *files]
        self.run_command(" ".join(command) + "; test $? = 2")
        self.run_command(" ".join(command).replace("--check", "--in-place"))
        self.run_command(" ".join(command))

    def test_all_pages(self):
        ran = 0
        for page in PAGES:
            for command in commands(page):
                if command in ELSEWHERE:
                    continue
                with self.subTest(page=page, command=command):
                    self.run_command(filled_in(command))
                    ran += 1
        self.assertGreater(ran, 20)

    def test_what_is_left_out_is_run_by_a_test(self):
        for name in ELSEWHERE.values():
            folder, _, rest = name.partition("/")
            if rest and " " not in name:
                places = (f"test/{folder}/test_{rest}.py", f"test/projects/{rest}")
                found = [path for path in places if os.path.exists(os.path.join(ROOT, path))]
                self.assertTrue(found, name)

    def test_what_is_left_out_is_in_the_pages(self):
        shown = {command for page in PAGES for command in commands(page)}
        self.assertEqual(sorted(set(ELSEWHERE) - shown), [])


if __name__ == "__main__":
    unittest.main()
