"""Runs on PyPy and on CPython: the calls of `stress`.

    stress_child.py THREADS CALLS MEMORY_CALLS NAME...

For each named case, THREADS threads make CALLS calls each, all at once; then one makes
MEMORY_CALLS. Prints a line with a JSON object per case: "case", "problems" (texts), and
by how many bytes the process has "grown"."""

import array
import ctypes
import gc
import json
import os
import sys
import threading
import time

import fast
import gil
import kinds
import methods
import references

import memory
import stress_cases

import pyunbox

#: By how many bytes the process may grow: less than one for each of 10^7 calls.
MOST_GROWN = 8 << 20

IS_PYPY = sys.implementation.name == "pypy"

LOOP = """
def loop(start, stop):
    wrong = last = total = 0
    for i in range(start, stop):
        try:
            got = {case.function}({case.arguments})
        except Exception as error:
            got = "%s: %s" % (type(error).__name__, error)
        {check}
    return wrong, total
"""
CHECK = "wrong += got != ({case.expected})"
CHECK_NUMBER = "wrong += got <= last; last = got; total += got"

NAMES = dict(vars(stress_cases))
NAMES.update(kinds=kinds, gil=gil, fast=fast, references=references, Made=methods.Made)
NAMES.update(shape=methods.Fixed(), adder=kinds.Adder(), thing=fast.Thing())


def value(expression):
    return eval(expression, NAMES)


def loop_of(case):
    check = (CHECK_NUMBER if case.numbers else CHECK).format(case=case)
    names = dict(NAMES)
    exec(LOOP.format(case=case, check=check), names)
    return names["loop"]


def in_threads(loop, count, calls):
    """What the loops return, of those that end: each has other numbers."""
    results = []

    def work(n):
        results.append(loop(n * calls, (n + 1) * calls))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # One that is joined may still have references to drop.
    while len(os.listdir("/proc/self/task")) > 1:
        time.sleep(0.001)
    return results


class Watch:
    """The reference counts of what the calls get, return and raise, and of the C functions."""

    def __init__(self):
        # Before install(): on PyPy the names are bound to other objects then.
        self.objects = {"ValueError": ValueError, "kinds": kinds, "gil": gil, "fast": fast, "Fixed": methods.Fixed}
        self.objects.update((repr(each), each) for each in (None, True, False, *range(8)))
        self.objects.update((repr(each), each) for each in stress_cases.TEXTS)
        self.objects["BYTES"] = stress_cases.BYTES
        self.objects["ARRAY"] = stress_cases.ARRAY
        for case in stress_cases.CASES:
            owner, _, name = case.function.partition(".")
            owner = value(owner)
            if not hasattr(owner, "__loader__"):
                owner = owner if isinstance(owner, type) else type(owner)
            self.objects.setdefault(case.function, vars(owner)[name])
        # The first look at a method makes what refers to its type.
        self.counts()

    def counts(self):
        """As numbers that are no objects: those have references, too."""
        gc.collect()
        return array.array("q", map(references.of, self.objects.values()))


#: How many calls the METH_FASTCALL functions of the modules have made unboxed.
FAST_CALLS = [
    ctypes.c_ulonglong.in_dll(ctypes.CDLL(module.__file__), "pyunbox_fast_calls")
    for module in (kinds, gil, fast, methods)
]


def fast_calls():
    return sum(counter.value for counter in FAST_CALLS)


def way_problems(case, unboxed, calls):
    """Whether the calls were made another way than the case is there for."""
    if IS_PYPY:
        known = pyunbox.signature(value(case.function))
        if bool(known and known.unboxed) != case.typed:
            yield "the function is %s" % ("boxed" if case.typed else "typed")
    elif (2 * unboxed >= calls) != case.fast:
        yield "%d of %d calls were made unboxed" % (unboxed, calls)


def growth_problems(grown, calls, most=MOST_GROWN):
    if grown > most:
        yield "%d bytes more after %d calls" % (grown, calls)


def thread_problems(case, loop, watch, count, calls):
    in_threads(loop, count, calls // 10)
    references_before = watch.counts()
    start = value(case.numbers or "0")
    counter = value(case.counter[0]) if case.counter else 0
    unboxed = fast_calls()
    resident = memory.resident()
    results = in_threads(loop, count, calls)
    unboxed = fast_calls() - unboxed
    made = count * calls
    if len(results) != count:
        yield "%d of %d threads ended" % (len(results), count)
    wrong = sum(wrong for wrong, _ in results)
    if wrong:
        yield "%d of %d calls went wrong" % (wrong, made)
    total = sum(total for _, total in results)
    if case.numbers and total != made * start + made * (made + 1) // 2:
        yield "the sum of the results is %d too high" % (
            total - made * start - made * (made + 1) // 2
        )
    if case.counter and value(case.counter[0]) != counter + case.counter[1] * made:
        yield "the counter is %d too high" % (
            value(case.counter[0]) - counter - case.counter[1] * made
        )
    if not (IS_PYPY and case.pypy_grows):
        # Threads leave more of what is collected later.
        yield from growth_problems(memory.resident() - resident, made, 4 * MOST_GROWN)
    yield from way_problems(case, unboxed, made)
    del results, wrong, total, start, counter, unboxed
    for name, before, after in zip(watch.objects, references_before, watch.counts()):
        # CPython keeps one of None more or less now and then, whatever the threads call.
        if abs(after - before) > (count if name == "None" else 0):
            yield "%+d references to %s" % (after - before, name)


def main():
    count, calls, memory_calls = map(int, sys.argv[1:4])
    sys.setswitchinterval(1e-5)
    gil.set_callback(lambda x: x + 1)
    watch = Watch()
    pyunbox.install()
    for case in stress_cases.CASES:
        if case.name not in sys.argv[4:]:
            continue
        loop = loop_of(case)
        problems = list(thread_problems(case, loop, watch, count, calls))
        grown = memory.grown(lambda n: loop(0, n), memory_calls)
        if not (IS_PYPY and case.pypy_grows):
            problems += growth_problems(grown, memory_calls)
        print(json.dumps({"case": case.name, "problems": problems, "grown": grown}), flush=True)


main()
