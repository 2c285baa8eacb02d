"""Runs on PyPy: many calls of each kind, raising ones among them.

Prints a JSON object: by how many bytes the process has grown since the first tenth.
"""

import json
import sys

import pyunbox

pyunbox.install()

import gil

import memory


def work(calls):
    for i in range(calls):
        gil.add(i)
        for function in (gil.even, gil.halves):
            try:
                function(i)
            except ValueError:
                pass
        gil.measure("text", b"bytes")


json.dump({"grown": memory.grown(work)}, sys.stdout)
