"""Tries one unit: rewrites it, builds it as it is and rewritten, and compares all calls."""

import json
import os
import re

import builds

_NUMBER = re.compile(r"\b(0x[0-9a-f]+|[0-9]+)(?=[uUlL]*\b)(?!\.)")


class Difference(Exception):
    """A rewritten unit that is not the original. method, index: of the call, or None."""

    def __init__(self, text, method=None, index=None):
        super().__init__(text)
        self.method = method
        self.index = index


class Fault(Exception):
    """The generated unit is at fault: it does not compile, or is undefined."""


class Settings:
    """How a unit is tried: compilers and flags, by the unit's number."""

    def __init__(self, number, seed, calls):
        self.seed = seed
        # The calls of each method: from the one to before the other.
        self.first, self.calls = 0, calls
        self.compiler = "clang" if number % 4 == 3 else "gcc"
        self.flags = ["-O2"] if number % 2 else ["-O0"]
        # pyunbox cc instead of pyunbox rewrite.
        self.launcher = number % 5 == 4
        self.sanitize = number % 10 == 0


class Result:
    """What a trial counted."""

    def __init__(self):
        self.methods = []
        self.typed_calls = self.calls = self.entry_calls = 0
        self.called = set()


def constants(source):
    """The numbers that a source mentions, for calls to hit them."""
    found = {int(each, 0 if each.startswith("0x") else 10) for each in _NUMBER.findall(source)}
    return sorted(each for each in found if each < 1 << 64)


def job(folder, name, unit, settings, source, only=(), entries=False, install=False):
    return {
        "module": os.path.join(folder, name + ".so"), "methods": unit.methods,
        "constants": constants(source), "seed": settings.seed,
        "first": settings.first, "calls": settings.calls,
        "only": list(only), "out": os.path.join(folder, name + ".out"), "entries": entries,
        "install": install,
    }  # fmt: skip


def original(tools, folder, unit, settings, source, only=()):
    """The original's outcomes; its warnings. Raises Fault."""
    path = os.path.join(folder, unit.name)
    with open(path, "w") as file:
        file.write(source)
    compiler = tools.compiler(settings.compiler, unit.cxx)
    try:
        warnings = tools.compile(path, os.path.join(folder, "before.so"), compiler, settings.flags)
    except builds.Failed as error:
        raise Fault(str(error))
    its = job(folder, "before", unit, settings, unit.source(), only)
    status, _, said = tools.call(its)
    if status:
        raise Fault("original: exit status %s\n%s" % (status, said))
    return builds.lines(its["out"]), warnings


def try_unit(tools, folder, unit, settings, source, only=(), analyze=True):
    """A Result; raises Difference or Fault."""
    before, warnings = original(tools, folder, unit, settings, source, only)
    compiler = tools.compiler(settings.compiler, unit.cxx)
    result = Result()
    try:
        if analyze:
            result.methods = tools.report(folder, unit.name)
        rewritten = os.path.join(folder, unit.name)
        if settings.launcher:
            compiler = "%s cc -- %s" % (tools.pyunbox, compiler)
        else:
            rewritten = tools.rewrite(folder, unit.name, compiler, settings.flags)
        new = tools.compile(rewritten, os.path.join(folder, "after.so"), compiler, settings.flags)
    except builds.Failed as error:
        raise Difference("does not build: %s" % error)
    if new - warnings:
        raise Difference("new warnings: %s" % "\n".join(sorted(new - warnings)))
    never = {method["id"].rpartition(".")[2] for method in result.methods if _never_returns(method)}
    for name in never:
        # A wrong reason to refuse is a wrong proof in the making. What arguments of other types
        # do is not meant, and those are few.
        of_it = [line.split(" ", 2) for line in before if line.startswith(name + " ")]
        returned = [index for _, index, outcome in of_it if not outcome.startswith("raises")]
        if len(returned) * 3 > len(of_it):
            raise Difference(
                "%s returns, and the report says never" % name, name, int(returned[0])
            )
    its = job(folder, "after", unit, settings, unit.source(), only, entries=not tools.is_pypy,
              install=tools.is_pypy)
    status, printed, said = tools.call(its)
    after = builds.lines(its["out"])
    compare(tools, its, before, after)
    if status:
        raise Difference("rewritten: exit status %s after %d calls\n%s" % (status, len(after), said))
    for line in builds.lines(its["out"] + ".entries"):
        number, _, outcome = line.partition(" ")
        name, index, boxed = before[int(number)].split(" ", 2)
        result.entry_calls += 1
        result.called.add(name)
        if outcome == "bails out":
            continue
        if outcome != boxed:
            raise Difference(
                "the entry: %s\n  boxed: %s\n  entry: %s"
                % (tools.shown(its, name, index), boxed, outcome), name, int(index),
            )  # fmt: skip
    typed = builds.lines(its["out"] + ".typed")
    result.typed_calls = len(typed)
    result.called.update(line.split()[1] for line in typed)
    if tools.is_pypy and printed:
        counts = json.loads(printed.splitlines()[-1])
        result.typed_calls += sum(counts.values())
        result.called.update(name.rpartition(".")[2] for name, count in counts.items() if count)
    result.calls = len(after)
    return result


def _never_returns(method):
    return (method["reason"] or {}).get("code") == "never-returns"


def compare(tools, its, before, after):
    for one, other in zip(before, after):
        if one != other:
            name, index, boxed = one.split(" ", 2)
            call = "look()" if name == "look" else tools.shown(its, name, index)
            raise Difference(
                "%s\n  original:  %s\n  rewritten: %s" % (call, boxed, other.split(" ", 2)[2]),
                name if name != "look" else None, int(index),
            )  # fmt: skip


_SANITIZED = ["-O0", "-fsanitize=undefined,float-cast-overflow", "-fno-sanitize-recover=all"]
_INITIALIZED = ["-Werror=uninitialized", "-Werror=sometimes-uninitialized", "-Werror=return-type"]
BUILDS = (
    ("gcc", _SANITIZED), ("clang", ["-O2", *_INITIALIZED]), ("gcc", ["-O2"]), ("gcc", ["-O0"]),
    ("clang", ["-O0"]),
)  # fmt: skip


def check_defined(tools, folder, unit, settings, source, only=(), compilers=BUILDS):
    """Raises Fault if the original is undefined, or depends on the compiler."""
    seen = None
    for compiler, flags in compilers:
        its = Settings(0, settings.seed, settings.calls)
        its.first = settings.first
        its.compiler, its.flags = compiler, flags
        lines, _ = original(tools, folder, unit, its, source, only)
        if seen is not None and lines != seen:
            pairs = [pair for pair in zip(seen, lines) if pair[0] != pair[1]]
            raise Fault("%s %s differs: %s" % (compiler, flags, pairs[:1]))
        seen = lines
