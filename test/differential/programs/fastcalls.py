"""Runs in the CPython under test; the module `fast` is found through PYTHONPATH.

    fastcalls.py signatures           prints the signatures of its methods as JSON
    fastcalls.py outcomes JOB OUT     a line in OUT per argument set

JOB is a JSON file: {"signatures", "rules", "seed", "sets"}. Prints a JSON object:
how many calls of each method were made unboxed.
"""

import ctypes
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import fast  # noqa: E402

import outcome  # noqa: E402
import rules  # noqa: E402
import signature  # noqa: E402
import worker  # noqa: E402
from battery import Battery  # noqa: E402


def find(name):
    """The method of a dotted name in the module; one of Thing is of an instance."""
    owner, _, method = name.rpartition(".")
    return getattr(fast.Thing() if owner else fast, method)


def signatures():
    """The signatures of all methods that have a record, as plain data."""
    import pyunbox

    names = [name for name in vars(fast) if callable(find(name)) and name != "Thing"]
    names += ["Thing." + name for name in vars(fast.Thing) if not name.startswith("_")]
    records = {name: pyunbox.signature(find(name)) for name in names}
    return [
        signature.to_json(worker.signature_of(name, found))
        for name, found in records.items()
        if found is not None
    ]


def outcomes(job, out):
    """Write the outcomes; returns method -> calls that were made unboxed."""
    count = ctypes.c_ulonglong.in_dll(ctypes.CDLL(fast.__file__), "pyunbox_fast_calls")
    unboxed = {}
    for data in job["signatures"]:
        each = signature.from_json(data)
        battery = Battery(each, rules.Rules(job["rules"]), job["seed"], job["sets"])
        function = find(each.name)
        before = count.value
        for index in range(job["sets"]):
            positional, keywords = battery.arguments(index)
            if all(isinstance(key, str) for key in keywords):
                line = outcome.of(function, positional, keywords)
                out.write("%s, set %d: %s\n" % (each.name, index, line))
        unboxed[each.name] = count.value - before
    return unboxed


def main(arguments):
    if arguments[0] == "signatures":
        print(json.dumps(signatures()))
        return
    with open(arguments[1]) as file:
        job = json.load(file)
    outcome.record_warnings()
    with open(arguments[2], "w", encoding="ascii") as out:
        print(json.dumps(outcomes(job, out)))


if __name__ == "__main__":
    main(sys.argv[1:])
