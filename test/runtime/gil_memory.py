"""Runs on PyPy: many calls of each kind, raising ones among them.

Prints a JSON object: by how many bytes the process has grown since the first tenth.
"""

import gc
import json
import sys

import pyunbox

pyunbox.install()

import gil

CALLS = 1_000_000


def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def work(calls):
    for i in range(calls):
        gil.add(i)
        try:
            gil.even(i)
        except ValueError:
            pass
        gil.measure("text", b"bytes")


work(CALLS // 10)
before = resident()
work(CALLS)
json.dump({"grown": resident() - before}, sys.stdout)
