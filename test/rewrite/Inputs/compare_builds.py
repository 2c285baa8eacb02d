"""Compares what a compiler leaves of launched.c, plain and through the launcher.

usage: compare_builds.py LAUNCHER READELF COMPILER FLAGS...
"""

import os
import pathlib
import re
import subprocess
import sys

LAUNCHER, READELF, *COMPILE = sys.argv[1:]
PRINT = "import launched as m; print(m.place(), m.behind(), m.scaled(3, 4), m.half(1.5))"
DIRECTORY = re.compile(r"DW_AT_(?:name|comp_dir)\s*:\s*(?:\(.*?\): )?(.*)")


def build(name, *launcher):
    """Everything that a build leaves, by what it is."""
    folder = pathlib.Path(name)
    folder.mkdir()
    object_file, dependencies = folder / "launched.o", folder / "launched.d"
    # The names of outputs are in dependency files.
    command = [*launcher, *COMPILE, "-g", "-O2", "-fPIC", "-Wall", "-Wextra", "-MD", "-MT", "target"]
    command += ["-MF", str(dependencies), "-c", "launched.c", "-o", str(object_file)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout
    module = folder / "launched.so"
    subprocess.run(["gcc", "-shared", object_file, "-lm", "-o", module], check=True)
    ran = subprocess.run(
        [sys.executable, "-c", PRINT], cwd=folder, stdout=subprocess.PIPE, text=True, check=True
    )
    debug = subprocess.run(
        [READELF, "--debug-dump=info,line", object_file],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True,
    ).stdout  # fmt: skip
    return {
        "bytes": object_file.read_bytes(),
        "said": done.stdout,
        "printed": ran.stdout,
        "dependencies": set(dependencies.read_text().replace("\\\n", " ").split()),
        "debug": debug,
    }


plain = build("plain")
first, second = (build(name, LAUNCHER, "cc", "--") for name in ("first", "second"))
assert first["bytes"] == second["bytes"], "two builds differ"
assert first["bytes"] != plain["bytes"], "nothing was rewritten"
assert first["printed"] == plain["printed"], first["printed"]
assert first["said"] == plain["said"] and "unused" in plain["said"], first["said"]
# The runtime's headers, and the compiler's own that these include.
added = first["dependencies"] - plain["dependencies"]
assert plain["dependencies"] < first["dependencies"], plain["dependencies"]
assert all("/pyunbox/" in each or "/clang/" in each for each in added), added
temporary = "/pyunbox-%d/" % os.getuid()
assert temporary.encode() not in first["bytes"] and temporary not in first["debug"]
names = {each.strip() for each in DIRECTORY.findall(first["debug"])}
assert {each.strip() for each in DIRECTORY.findall(plain["debug"])} <= names
print("equal:", plain["printed"])
