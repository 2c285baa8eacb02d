"""Runs on PyPy: functions that change one variable, called by eight threads, which fork
meanwhile.

Prints a JSON object: how many results were wrong, what the variable holds and should
hold, and how the children ended.
"""

import json
import os
import sys
import threading

import pyunbox

pyunbox.install()

import gil

THREADS, CALLS = 8, 40_000

sys.setswitchinterval(1e-5)
results, children = [], []


def work(seed):
    wrong = 0
    for i in range(CALLS):
        # No other thread comes between two of the twenty additions.
        if gil.add(seed) != 20 * seed:
            wrong += 1
        for function, half in ((gil.even, i // 2), (gil.halves, (i // 2, i / 4))):
            try:
                if function(i) != half or i % 2:
                    wrong += 1
            except ValueError as error:
                if i % 2 == 0 or str(error) != "%d is odd" % i:
                    wrong += 1
    results.append(wrong)


def fork():
    """A child of a process with threads makes typed calls, too."""
    child = os.fork()
    if not child:
        ok = gil.add(3) == 60 and gil.even(4) == 2
        os._exit(0 if ok else 1)
    children.append(os.waitpid(child, 0)[1])


before = gil.total()
threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
for thread in threads:
    thread.start()
for _ in range(8):
    fork()
for thread in threads:
    thread.join()
json.dump(
    {
        "threads": len(results),
        "wrong": sum(results),
        "sum": gil.total() - before,
        "expected": CALLS * (20 * sum(range(THREADS)) + 2 * THREADS),
        "children": children,
    },
    sys.stdout,
)
