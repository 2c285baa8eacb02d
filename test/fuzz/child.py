"""Loads one build of a unit and calls its methods, in a process of its own.

    child.py JOB

JOB is a JSON file: {"module", "methods", "constants", "seed", "first", "calls", "only", "out",
"entries", "install"}. A line per call goes to "out": 'method outcome', or 'look state'; where the call was
made unboxed, "out".typed has the line's number, and with "entries" "out".entries has lines of
what calling the entry through its address yielded. "install": on PyPy, typed calls.
"""

import importlib.machinery
import importlib.util
import json
import re
import sys

import paths

import outcome
from calls import Calls

# Which NaN it is depends on which operand a compiler put first.
_NAN = re.compile(r"\bfloat [7f]ff(?!0000000000000)[0-9a-f]{13}\b")

#: After so many calls the state is looked at.
_PERIOD = 16


def load(path):
    loader = importlib.machinery.ExtensionFileLoader("fuzzed", path)
    spec = importlib.util.spec_from_file_location("fuzzed", path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    sys.modules["fuzzed"] = module
    return module


def describe(function, positional, keywords):
    return _NAN.sub("float nan", outcome.of(function, positional, keywords))


class Counter:
    """Tells whether the last call was made unboxed."""

    def __init__(self, path):
        self._last, self._variable = 0, None
        if sys.implementation.name == "cpython":
            import ctypes

            try:
                library = ctypes.CDLL(path)
                self._variable = ctypes.c_ulonglong.in_dll(library, "pyunbox_fast_calls")
            except ValueError:
                pass

    def moved(self):
        if self._variable is None:
            return False
        last, self._last = self._last, self._variable.value
        return self._last != last


def entry_of(function, name):
    """The entries.Entry of a method; None if it cannot be called through its address."""
    import entries
    import pyunbox
    import worker

    found = pyunbox.signature(function)
    if found is None or found.call != "direct" or not entries.can_call(found):
        return None
    return entries.Entry(function, worker.signature_of(name, found))


def through_entry(entry, positional, keywords):
    """The outcome as a line, None if it does not fit."""
    try:
        how, line = entry.outcome(positional, keywords)
    except Exception:
        return None
    if how == "bailed":
        return "bails out"
    return line and _NAN.sub("float nan", line)


def main(path):
    with open(path) as file:
        job = json.load(file)
    if job["entries"] or job["install"]:
        sys.path.insert(0, paths.PACKAGE)
    if job["install"]:
        import pyunbox

        pyunbox.install()
    outcome.record_warnings()
    module = load(job["module"])
    calls = Calls(job["methods"], job["constants"], job["seed"])
    counter = Counter(job["module"])
    run(job, module, calls, counter)


def run(job, module, calls, counter):
    entries = {}
    number = 0
    with open(job["out"], "w", buffering=1) as out, open(job["out"] + ".typed", "w") as typed, open(
        job["out"] + ".entries", "w"
    ) as called:
        for index in range(job["first"], job["calls"]):
            for method, its in enumerate(job["methods"]):
                name = its["name"]
                function = getattr(module, name, None)
                if function is None or job["only"] and name not in job["only"]:
                    continue
                positional, keywords = calls.draw(method, index)
                if job["entries"]:
                    if name not in entries:
                        entries[name] = entry_of(function, "fuzzed." + name)
                    if entries[name]:
                        line = through_entry(entries[name], positional, keywords)
                        if line:
                            called.write("%d %s\n" % (number, line))
                    counter.moved()
                out.write("%s %d %s\n" % (name, index, describe(function, positional, keywords)))
                if counter.moved():
                    typed.write("%d %s\n" % (number, name))
                number += 1
            if index % _PERIOD == 0 and hasattr(module, "look"):
                out.write("look %d %s\n" % (index, describe(module.look, [], {})))
                number += 1
    if job["install"]:
        import pyunbox

        counts = {name: each.typed for name, each in pyunbox.counts().items()}
        print(json.dumps(counts))
    elif job["entries"]:
        print(json.dumps([name for name, entry in entries.items() if entry]))


def show(path, method, index):
    """Print the arguments of one call."""
    with open(path) as file:
        job = json.load(file)
    calls = Calls(job["methods"], job["constants"], job["seed"])
    names = [each["name"] for each in job["methods"]]
    positional, keywords = calls.draw(names.index(method), int(index))
    given = [ascii(each) for each in positional]
    given += ["%s=%s" % (name, ascii(each)) for name, each in keywords.items()]
    print("%s(%s)" % (method, ", ".join(given)))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        show(*sys.argv[1:])
    else:
        main(sys.argv[1])
