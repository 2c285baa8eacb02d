"""Runs on CPython, where nothing is replaced: calls the entries of `forms` through
their addresses and compares with the boxed calls.

Prints a JSON object: per function the numbers of sets, of calls compared, of
bail-outs, and the differences (at most ten).
"""

import ctypes
import json
import sys

import forms

import arguments
import outcome
import pyunbox

C_TYPES = {
    "void": None,
    "_Bool": ctypes.c_bool,
    "float": ctypes.c_float,
    "double": ctypes.c_double,
}
C_TYPES.update(
    (name + "_t", getattr(ctypes, "c_" + name))
    for name in "int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()
)
CONVERSIONS = {
    "None": lambda result: None,
    "int": int,
    "float": float,
    "bool": lambda result: result != 0,
}


#: Their one argument is one or two parameters of the entry.
MEMORY = {
    "const char *": [ctypes.c_char_p],
    "const char *, Py_ssize_t": [ctypes.c_char_p, ctypes.c_ssize_t],
}


def entry_of(signature):
    """The entry as a ctypes function."""
    types = []
    for argument in signature.arguments:
        types += MEMORY.get(argument.c_type) or [C_TYPES[argument.c_type]]
    types += [ctypes.POINTER(C_TYPES[item.c_type]) for item in signature.result_items]
    kind = ctypes.CFUNCTYPE(C_TYPES[signature.result_c_type], *types)
    return kind(signature.address)


def c_values(signature, positional, keywords):
    """The C values of a clean set, defaults filled in."""
    for i, argument in enumerate(signature.arguments):
        if i < len(positional):
            value = positional[i]
        elif argument.name in keywords:
            value = keywords[argument.name]
        elif argument.c_type in MEMORY:
            value = None
        else:
            yield argument.default
            continue
        if argument.c_type in MEMORY:
            memory = value.encode() if isinstance(value, str) else value
            yield memory
            if len(MEMORY[argument.c_type]) == 2:
                yield len(memory or b"")
            continue
        if type(value) is bytes:
            value = value[0]
        elif type(value) is str:
            value = ord(value)
        yield float(value) if argument.python_type == "float or int" else value


def compare(name):
    boxed = getattr(forms, name)
    signature = pyunbox.signature(boxed)
    source = arguments.seeded(name)
    cases = list(arguments.clean_sets(signature, 500, source))
    report = {"sets": len(cases), "typed": 0, "bailed": 0, "differences": []}
    entry = entry_of(signature)
    for positional, keywords in cases:
        expected = outcome.of(boxed, positional, keywords)
        items = [C_TYPES[item.c_type]() for item in signature.result_items]
        result = entry(*c_values(signature, positional, keywords), *map(ctypes.byref, items))
        if signature.bail_value is not None and result == signature.bail_value:
            report["bailed"] += 1
            if signature.bail_out == "repeat" or expected[0] == "raises":
                continue
        report["typed"] += 1
        if items:
            boxes = [CONVERSIONS[item.python_type] for item in signature.result_items]
            result = tuple(box(item.value) for box, item in zip(boxes, items))
        else:
            result = CONVERSIONS[signature.result_python_type](result)
        got = ("result",) + outcome.value(result)
        if got != expected and len(report["differences"]) < 10:
            report["differences"].append(repr((positional, keywords, expected, got)))
    return report


before = dict(vars(forms))
pyunbox.install()
assert vars(forms) == before, "install() replaced something"
functions = [name for name, value in before.items() if type(value) is type(len)]
signatures = {name: pyunbox.signature(before[name]) for name in functions}
json.dump(
    {name: compare(name) for name, s in signatures.items() if s and s.call == "direct"},
    sys.stdout,
)
