"""Compilers that note what they are asked to do, and the compile_commands.json that comes of it."""

import glob
import json
import os
import shlex
import sys

SOURCES = (".c", ".cc", ".cpp", ".cxx")


def recording(work, recorder, cc, cxx):
    """The variables of a build whose compilers note their commands in the folder `work`;
    `recorder` is the text of record_compiler.py."""
    script = os.path.join(work, "record_compiler.py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(recorder)
    # One word each: not all build systems take more for a compiler.
    variables = {"CC": os.path.join(work, "cc"), "CXX": os.path.join(work, "c++")}
    for path, compiler in zip(variables.values(), (cc, cxx)):
        command = [sys.executable, "-I", script, os.path.join(work, "commands"), compiler]
        with open(path, "w", encoding="utf-8") as file:
            file.write('#!/bin/sh\nexec %s "$@"\n' % shlex.join(command))
        os.chmod(path, 0o755)
    return variables


def write_database(work, folders):
    """Write work/compile_commands.json, of the sources in `folders` that are still there;
    tests of what the compiler can do are not. Returns the sources."""
    try:
        with open(os.path.join(work, "commands"), encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return []
    text = _with_lasting_names(work, text)
    inside = tuple(folder + os.sep for folder in folders)
    entries = []
    for line in text.splitlines():
        entry = json.loads(line)
        source = _source(entry)
        if source and source.startswith(inside) and os.path.isfile(source):
            entries.append({**entry, "file": source})
    # Compilers run several at a time, in another order each time.
    entries.sort(key=lambda entry: (entry["file"], entry["arguments"]))
    with open(os.path.join(work, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(entries, file, indent=1)
    return sorted({entry["file"] for entry in entries})


def _with_lasting_names(work, text):
    """pip puts what a build needs into folders with random names, and reports name headers:
    give them others."""
    number = 0
    for old in sorted(glob.glob(os.path.join(work, "tmp", "pip-build-env-*"))):
        if old in text:
            number += 1
            new = os.path.join(work, "needed-%d" % number)
            os.rename(old, new)
            text = text.replace(old, new)
    return text


def _source(entry):
    """The path of the one source that the command compiles, or None."""
    words = entry["arguments"]
    found = [word for word in words[1:] if word.endswith(SOURCES)]
    if "-c" not in words or len(found) != 1:
        return None
    return os.path.realpath(os.path.join(entry["directory"], found[0]))
