"""Loads the module in each of two folders, and compares what they do."""

import importlib.util
import sys


def load(folder):
    spec = importlib.util.spec_from_file_location("module", folder + "/module.so")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome(function, *args):
    try:
        result = function(*args)
        return type(result), repr(result)
    except Exception as error:
        return type(error), str(error)


before, after = map(load, sys.argv[1:])
VALUES = [0, -1, 7, 2**31 - 1, -(2**31), 2**31, 2**80, True, 2.5, -1.0, "x", None]
calls = [(name, (x,)) for name in ("halve", "next", "cast") for x in VALUES]
calls += [("add", (x, y)) for x in VALUES for y in VALUES]
calls += [("add", (1,)), ("halve", ())]
for name, args in calls:
    a, b = (outcome(getattr(module, name), *args) for module in (before, after))
    assert a == b, (name, args, a, b)
