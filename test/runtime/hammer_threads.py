"""Runs on PyPy: three functions called from four threads at once.

Prints a JSON object: how many results there were, how many of them were wrong.
"""

import json
import sys
import threading

import pyunbox

pyunbox.install()

import forms

THREADS, CALLS = 4, 60_000

sys.setswitchinterval(1e-5)
results = []


def work(seed):
    wrong = 0
    for i in range(seed, seed + CALLS):
        if forms.o_long(i) != 3 * i + 1:
            wrong += 1
        if forms.t_divide(i, 7) != (i // 7, i % 7, i / 7):
            wrong += 1
        try:
            if forms.o_distinct_int(i) != i // 5 or i % 5 == 0:
                wrong += 1
        except ValueError as error:
            if i % 5 or str(error) != "not %d" % i:
                wrong += 1
    results.append(wrong)


threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
json.dump({"threads": len(results), "wrong": sum(results)}, sys.stdout)
