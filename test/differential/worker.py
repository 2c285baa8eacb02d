"""Runs in the interpreter under test, in a process of its own.

    worker.py signatures WAY MODULE.FUNCTION...   prints signatures as JSON; WAY is
                                                  how all must be called
    worker.py outcomes   JOB                      a line per argument set
    worker.py entries    JOB                      calls entries by address (CPython)
    worker.py set        JOB INDEX                shows one argument set, runs it
                                                  (an excluded one, too)
    worker.py serve      typed|boxed              calls as stdin says (serving.py)

JOB is a JSON file: {"signature", "rules", "seed", "sets", "typed", "out",
"progress"}; "out" is a file to write to, "progress" one whose first eight bytes are
to hold the index of the set being run, for when the process dies. The module under test is found through PYTHONPATH.
The last line on stdout is a summary as JSON.
"""

import importlib
import json
import mmap
import struct
import sys
from collections import Counter

import outcome
import rules
import signature
from battery import Battery


def main(arguments):
    command, rest = arguments[0], arguments[1:]
    if command == "signatures":
        way, *names = rest
        print(json.dumps([signature.to_json(read_signature(name, way)) for name in names]))
        return
    if command == "serve":
        import serving

        if rest == ["typed"]:
            install()
        serving.serve(find)
        return
    with open(rest[0]) as file:
        job = Job(json.load(file))
    if command == "outcomes":
        print(json.dumps(outcomes(job)))
    elif command == "entries":
        import entries

        print(json.dumps(entries.compare(job)))
    elif command == "set":
        show_set(job, int(rest[1]))


class Job:
    """A JOB file, made ready to run."""

    def __init__(self, data):
        self.signature = signature.from_json(data["signature"])
        self.rules = rules.load(data["rules"])
        self.battery = Battery(self.signature, self.rules, data["seed"], data["sets"])
        self.out = data["out"]
        self.progress = data["progress"]
        if data["typed"]:
            install()
        self.function = find(self.signature.name)
        outcome.record_warnings()

    def excluded_by(self, index, positional, keywords):
        """The name of the rule that leaves the set out, or None."""
        seen = rules.seen_by_c(self.signature, positional, keywords)
        for rule in self.rules.of(self.signature.name):
            if rule.covers(seen) and not self.battery.is_spared(index, rule.name):
                return rule.name
        return None

    def sets(self):
        """Yields (index, positional, keywords, name of the excluding rule)."""
        tell = self._progress_writer()
        for index in range(self.battery.sets):
            positional, keywords = self.battery.arguments(index)
            rule = self.excluded_by(index, positional, keywords)
            tell(index)
            yield index, positional, keywords, rule

    def _progress_writer(self):
        with open(self.progress, "w+b") as file:
            file.write(bytes(8))
            file.flush()
            memory = mmap.mmap(file.fileno(), 8)
        pack = struct.Struct("<q").pack_into
        return lambda index: pack(memory, 0, index)


def outcomes(job):
    """Write the outcome of every set; returns what to count."""
    excluded = Counter()
    with open(job.out, "w", encoding="ascii") as out:
        for _, positional, keywords, rule in job.sets():
            if rule:
                excluded[rule] += 1
                out.write("excluded by %s\n" % rule)
            else:
                out.write(outcome.of(job.function, positional, keywords) + "\n")
    name = job.signature.name
    return {"excluded": excluded, "counts": counts(name), "fast_calls": fast_calls(name)}


def fast_calls(name):
    """How many unboxed calls METH_FASTCALL functions made so far in the module of the
    function `name`; None if its build does not count them (count_fast_calls.h)."""
    if sys.implementation.name != "cpython":
        return None
    import ctypes

    module = importlib.import_module(name.rpartition(".")[0])
    # One that is built in is a part of the program.
    library = ctypes.CDLL(getattr(module, "__file__", None))
    try:
        variable = ctypes.c_ulonglong.in_dll(library, "pyunbox_fast_calls")
    except ValueError:
        return None
    return variable.value


def counts(name):
    """The typed and other calls of the function so far, {} if none are counted."""
    if "pyunbox" not in sys.modules:
        return {}
    count = sys.modules["pyunbox"].counts().get(name)
    if count is None:
        return {}
    return {"typed": count.typed, "bailed": count.bailed, "boxed": count.boxed}


def show_set(job, index):
    """Print one set before running it, then its outcome."""
    positional, keywords = job.battery.arguments(index)
    given = [ascii(value) for value in positional]
    given += ["%s=%s" % (ascii(name), ascii(value)) for name, value in keywords.items()]
    print("set %d: %s(%s)" % (index, job.signature.name, ", ".join(given)), flush=True)
    rule = job.excluded_by(index, positional, keywords)
    if rule:
        print("excluded by", rule, flush=True)
    print(outcome.of(job.function, positional, keywords))


def install():
    """On PyPy: what is imported from now on is called typed."""
    import pyunbox

    pyunbox.install()


def find(name):
    """The function of a dotted name; its module is imported."""
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(module), function)


def read_signature(name, way):
    """The Signature that the record of the function `name` holds, which says that it is
    called in that `way`: "direct" or "gil"."""
    import pyunbox

    found = pyunbox.signature(find(name))
    if found is None:
        raise SystemExit("%s carries no record: it was not typed" % name)
    if found.call != way:
        raise SystemExit("%s is typed, but its call way is not %s: %r" % (name, way, found))
    return signature_of(name, found)


def signature_of(name, found):
    """The Signature of the function `name` from what pyunbox.signature() `found`."""
    arguments = [
        signature.Argument(
            argument.name,
            argument.c_type,
            argument.python_type,
            argument.keyword,
            argument.default if argument.optional else None,
            argument.keyword_only,
        )
        for argument in found.arguments
    ]
    return signature.Signature(name, arguments, found.bail_out != "never")


if __name__ == "__main__":
    main(sys.argv[1:])
