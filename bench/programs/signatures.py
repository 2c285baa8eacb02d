"""signatures.py HOW KIND TURNS: calls of kinds/kinds.c, whose functions differ in their
signatures only.

HOW is `boxed`, `typed`, `loop` (no call), or the path of a library whose C function is
called through a bare pointer of cffi."""

import collections
import sys

#: `function` of the module is called with `arguments`; the C function in `pointer`, of
#: these types, the result's first, does the same, with `passed`; its results are `read`
#: afterwards, if they are several.
Kind = collections.namedtuple("Kind", "function arguments pointer passed read why_boxed")


def kind(function, arguments, *pointer, passed=None, read=None, why_boxed=""):
    return Kind(function, arguments, pointer, passed or arguments, read, why_boxed)


BUFFER = ("c_buffer", "long", "char *", "ssize_t")
KINDS = {
    "1 long, METH_O": kind("long1_o", "i", "c_long1", "long", "long"),
    "1 long": kind("long1", "i", "c_long1", "long", "long"),
    "2 longs": kind("long2", "i, 2", "c_long2", "long", "long", "long"),
    "3 longs": kind("long3", "i, 2, i", "c_long3", "long", "long", "long", "long"),
    "1 double, METH_O": kind("double1_o", "x", "c_double1", "double", "double"),
    "1 double": kind("double1", "x", "c_double1", "double", "double"),
    "2 doubles": kind("double2", "x, 2.0", "c_double2", "double", "double", "double"),
    "3 doubles": kind("double3", "x, 2.0, x", "c_double3", "double", "double", "double", "double"),
    "void": kind("nothing", "i", "c_nothing", "void", "long"),
    "_Bool": kind("odd", "i", "c_odd", "_Bool", "long"),
    "text, ASCII": kind("text", "text", "c_text", "long", "char *", passed="text.encode()"),
    "bytes and length": kind("buffer", "data", *BUFFER, passed="data, len(data)"),
    "bytes, Py_buffer": kind("view", "data", *BUFFER, passed="data, len(data)"),
    "tuple of 2 numbers": kind(
        "split", "x", "c_split", "int", "double", "double *", "long *",
        passed="x, place, steps", read="place[0], steps[0]",
    ),  # fmt: skip
    "may raise": kind("inverse", "i + 1", "c_inverse", "long", "long"),
    "variable of the module": kind("count", "i", "c_count", "long", "long"),
    "the same, may raise": kind("count_or_raise", "i", "c_count", "long", "long"),
    "bytearray": kind(
        "view", "array", *BUFFER, passed="ffi.from_buffer(array), len(array)",
        why_boxed="another thread may resize it",
    ),  # fmt: skip
    "method of a type": kind("Adder().add", "i, 2", "c_long2", "long", "long", "long"),
}

LOOP = """
def loop(f, ffi, turns):
    texts = "a text of some length", "another text, no shorter"
    bytes = b"bytes of some length", b"other bytes, no shorter"
    arrays = bytearray(bytes[0]), bytearray(bytes[1])
    place, steps = ffi.new("double *"), ffi.new("long *")
    i = 0
    x = 0.0
    result = None
    while i < turns:
        text = texts[i & 1]
        data = bytes[i & 1]
        array = arrays[i & 1]
        result = %s
        i += 1
        x += 0.5
    return result
"""


def boxed(kind):
    import kinds

    function = kinds
    for name in kind.function.split("."):
        function = getattr(function, name.rstrip("()"))
        if name.endswith("()"):
            function = function()
    return function


def typed(kind):
    import pyunbox

    pyunbox.install()
    function = boxed(kind)
    status = pyunbox.report().get("kinds." + kind.function.replace("()", ""))
    # A function that was not replaced is no measure of those that are.
    if not (status and status.unboxed):
        sys.exit("%s is not called unboxed: %r" % (kind.function, status))
    return function


def pointer(kind, path):
    import _cffi_backend as cffi

    def type_of(name):
        if name == "void":
            return cffi.new_void_type()
        if name.endswith(" *"):
            return cffi.new_pointer_type(cffi.new_primitive_type(name[:-2]))
        return cffi.new_primitive_type(name)

    global library  # PyPy unloads one that nobody holds, whatever points into it
    library = cffi.load_library(path)
    name, result, *arguments = kind.pointer
    function = cffi.new_function_type(tuple(map(type_of, arguments)), type_of(result))
    return library.load_function(function, name)


def main(how, name, turns):
    kind = KINDS[name]
    if how == "loop":
        function, call = None, "i"
    elif how in ("boxed", "typed"):
        function, call = globals()[how](kind), "f(%s)" % kind.arguments
    else:
        function, call = pointer(kind, how), "f(%s)" % kind.passed
        if kind.read:
            call += "; result = " + kind.read
    import cffi  # last: its start is that of all ways

    # Into the module's own names: those are constants to the JIT.
    exec(LOOP % call, globals())
    print(globals()["loop"](function, cffi.FFI(), int(turns)))


if __name__ == "__main__":
    main(*sys.argv[1:])
