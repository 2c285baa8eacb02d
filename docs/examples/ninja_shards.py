#!/usr/bin/env python3
"""Writes a build.ninja that analyses one big tree in shards, and makes one report of them.

    ninja_shards.py -p BUILD --base-dir TREE --output-dir DIR
    ninja -C DIR -k 0

BUILD holds compile_commands.json. A shard is what is analysed together: all sources below a
folder of TREE, unless --by says otherwise. It is analysed again if one of its sources, a header
of the tree, one of its compile commands or pyunbox changed. DIR/report.json is the report.
"""

import argparse
import json
import os
import shlex
import shutil
import sys

SOURCES = (".c", ".cc", ".cpp", ".cxx")

RULES = """\
ninja_required_version = 1.5

rule analyze
  command = $tool analyze --quiet --jobs=1 --base-dir $base -p $shard --format=json $
    --output=$out.new @$out.sources || [ $$? = 3 ] && $python $self --finish $out $base
  description = analyze $shard
  depfile = $out.d
  deps = gcc
  restat = 1
  rspfile = $out.sources
  rspfile_content = $in_newline

rule merge
  command = $tool merge --output=$out @$out.parts
  description = merge $out
  rspfile = $out.parts
  rspfile_content = $in_newline

rule write
  command = $again
  description = write $out
  generator = 1
  restat = 1
"""


def main():
    if sys.argv[1:2] == ["--finish"]:
        return finish(*sys.argv[2:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "-p", dest="build", metavar="BUILD", default=".", help="default: the current folder"
    )
    parser.add_argument(
        "--base-dir", metavar="TREE", default=".",
        help="sources outside are left out, and paths are reported relative to it (default: "
        "the current folder)",
    )  # fmt: skip
    parser.add_argument("--output-dir", metavar="DIR", default="shards", help="default: shards")
    parser.add_argument(
        "--by", metavar="WHAT", type=grouping, default="1",
        help="a shard is a number N: the sources whose first N folders below TREE are the same "
        "(default: 1); 'folder': those of one folder; 'unit': one source",
    )  # fmt: skip
    parser.add_argument("--tool", metavar="PATH", default="pyunbox", help="default: pyunbox")
    arguments = parser.parse_args()
    tool = shutil.which(arguments.tool)
    if not tool:
        sys.exit("ninja_shards: %s is not found" % arguments.tool)
    try:
        write(arguments, os.path.abspath(tool))
    except (OSError, ValueError, KeyError) as problem:
        sys.exit("ninja_shards: %s" % problem)
    return 0


def grouping(text):
    if text not in ("folder", "unit") and not text.isdecimal():
        raise argparse.ArgumentTypeError("'%s' is not folder, unit or a number" % text)
    return text


def write(arguments, tool):
    """Write build.ninja, and a compile_commands.json for each shard."""
    base = os.path.realpath(arguments.base_dir)
    build = os.path.realpath(arguments.build)
    output = os.path.realpath(arguments.output_dir)
    database = os.path.join(build, "compile_commands.json")
    shards = divide(database, base, arguments.by)
    self = os.path.realpath(__file__)
    again = [sys.executable, self, "-p", build, "--base-dir", base, "--output-dir", output]
    again += ["--by", arguments.by, "--tool", tool]
    variables = {
        "tool": shlex.quote(tool), "base": shlex.quote(base), "self": shlex.quote(self),
        "python": shlex.quote(sys.executable), "again": shlex.join(again),
    }  # fmt: skip
    lines = ["%s = %s" % (name, text.replace("$", "$$")) for name, text in variables.items()]
    lines += ["", RULES]
    # The engine is what changes its mind from version to version.
    engine = os.path.join(os.path.dirname(os.path.realpath(tool)), "pyunbox-engine")
    reports = []
    for name, entries in sorted(shards.items()):
        folder = os.path.join(output, "shards", name)
        commands = os.path.join(folder, "compile_commands.json")
        os.makedirs(folder, exist_ok=True)
        replace(commands, json.dumps(entries, indent=1))
        reports.append(os.path.join(folder, "report.json"))
        sources = sorted({entry["file"] for entry in entries})
        lines.append(edge(reports[-1:], "analyze", sources, [commands, engine]))
        lines.append("  shard = " + shlex.quote(folder).replace("$", "$$"))
    final = os.path.join(output, "report.json")
    lines.append(edge([final], "merge", reports, [engine]))
    # By this name ninja knows it again.
    lines.append(edge(["build.ninja"], "write", [], [database, self]))
    lines.append("default " + escape(final))
    replace(os.path.join(output, "build.ninja"), "\n".join(lines) + "\n")


def divide(database, base, by):
    """The entries of the database, by the names of the shards."""
    with open(database, encoding="utf-8") as file:
        entries = json.load(file)
    shards = {}
    for entry in entries:
        source = os.path.realpath(os.path.join(entry["directory"], entry["file"]))
        name = os.path.relpath(source, base)
        if name.split(os.sep)[0] == ".." or not source.endswith(SOURCES):
            continue
        if by != "unit":
            folders = name.split(os.sep)[:-1]
            name = os.sep.join(folders if by == "folder" else folders[: int(by)])
        shards.setdefault(name, []).append({**entry, "file": source})
    if not shards:
        raise ValueError("%s: no C or C++ source below %s" % (database, base))
    return shards


def finish(report, base):
    """Put a report into its place, unless that holds the same: what is made of it need not
    be made again then. Tell ninja of the headers that were read."""
    with open(report + ".new", encoding="utf-8") as file:
        text = file.read()
    units = json.loads(text)["units"]
    read = {os.path.join(base, each["path"]) for unit in units for each in unit["sources"]}
    if any(unit["status"] != "ok" for unit in units):
        # Nobody knows what it lacks: a file that is not there makes ninja try again.
        read.add(report + ".failed")
    escaped = [path.replace(" ", "\\ ").replace("#", "\\#") for path in (report, *sorted(read))]
    replace(report + ".d", escaped[0] + ": " + " ".join(escaped[1:]).replace("$", "$$") + "\n")
    replace(report, text)
    os.remove(report + ".new")
    return 0


def replace(path, text):
    """Write a file, unless it holds that text already."""
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".part", path)


def edge(outputs, rule, inputs, implicit):
    parts = [" ".join(escape(path) for path in paths) for paths in (outputs, inputs, implicit)]
    return "build %s: %s %s | %s" % (parts[0], rule, parts[1], parts[2])


def escape(path):
    return path.replace("$", "$$").replace(" ", "$ ").replace(":", "$:")


if __name__ == "__main__":
    sys.exit(main())
