"""bindings.py MODULE FUNCTION TURNS: calls of `one` or `two`, which add, of a module that
binds them: one of bindings/, or `varargs`. `inc` of mytypedmod is another `one`; the module
`loop` is none, and nothing is called.

Run by `-m pyunbox`, the function must be one that pyunbox has typed."""

import importlib
import sys


def one(f, turns):
    i = 0
    for _ in range(turns):
        i = f(i)
    return i


def two(f, turns):
    x = 0.0
    for _ in range(turns):
        x = f(x, 1.5)
    return x


def no_call(_, turns):
    for _ in range(turns):
        pass
    return turns


def check(name, f):
    """A function that was not built by pyunbox is no measure of those that were."""
    pyunbox = sys.modules["pyunbox"]
    known = pyunbox.signature(f)
    if sys.implementation.name == "pypy":
        known = pyunbox.report().get(name)
        known = known and known.unboxed
    if not known:
        sys.exit("%s is not unboxed" % name)


def main(name, function, turns):
    if name == "loop":
        f, run = None, no_call
    else:
        module = importlib.import_module(name)
        f = getattr(getattr(module, "lib", module), function)
        run = two if function == "two" else one
    if "pyunbox" in sys.modules:
        check("%s.%s" % (name, function), f)
    print(run(f, int(turns)))


if __name__ == "__main__":
    main(*sys.argv[1:])
