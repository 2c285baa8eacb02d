"""Runs on PyPy: many calls that return tuples, some of which bail out.

Prints a JSON object: by how many bytes the process has grown since the first tenth.
"""

import json
import sys

import pyunbox

pyunbox.install()

import forms

import memory


def work(calls):
    for i in range(calls):
        forms.t_unsigned(i)
        try:
            forms.t_divide(i & 1023, i & 1)
        except ZeroDivisionError:
            pass


json.dump({"grown": memory.grown(work)}, sys.stdout)
