"""What a record says, in words."""

import sys

from . import _layout as layout
from . import _lookup, _record

_PYTHON_TYPES = {
    layout.PY_NONE: "None",
    layout.PY_INT: "int",
    layout.PY_FLOAT: "float",
    layout.PY_REAL: "float or int",
    layout.PY_BOOL: "bool",
    layout.PY_BYTE: "bytes of length 1",
    layout.PY_CHAR: "str of length 1",
    layout.PY_COMPLEX: "complex",
    layout.PY_STR: "str",
    layout.PY_STR_OR_NONE: "str or None",
    layout.PY_BYTES: "bytes",
    layout.PY_STR_OR_BYTES: "str or bytes",
    layout.PY_STR_BYTES_OR_NONE: "str, bytes or None",
    layout.PY_TUPLE: "tuple",
}
_BAIL_OUTS = {
    layout.BAIL_NEVER: "never",
    layout.BAIL_DISTINCT: "distinct",
    layout.BAIL_REPEAT: "repeat",
}
_CALLS = {
    layout.CALL_BOXED: "boxed",
    layout.CALL_DIRECT: "direct",
    layout.CALL_GIL: "gil",
}
_EFFECTS = {
    layout.EFFECT_RAISES: "raises",
    layout.EFFECT_NEEDS_GIL: "needs_gil",
    layout.EFFECT_STATE: "state",
    layout.EFFECT_PURE: "pure",
    layout.EFFECT_BLOCKS: "blocks",
    layout.EFFECT_RETAINS: "retains",
}


class Argument:
    """One argument of the C function.

    name: "" if it has none. c_type: such as "int32_t". python_type: what a typed
    call takes, in words. keyword: may be passed by name; keyword_only: in no other
    way. optional, default: the C value that stands for an omitted argument, None
    if not optional."""

    def __init__(self, argument):
        self.name = argument.name
        self.c_type = argument.c_type.name
        self.python_type = _PYTHON_TYPES[argument.python]
        self.keyword = argument.keyword
        self.keyword_only = argument.keyword_only
        self.optional = argument.optional
        self.default = argument.default

    def __repr__(self):
        text = "%s %s" % (self.c_type, self.name or "_")
        if self.optional:
            text += "=%r" % self.default
        return "%s: %s" % (text, self.python_type)


class Item:
    """One value of a tuple that is returned: c_type, python_type as in Argument."""

    def __init__(self, item):
        self.c_type = item.c_type.name
        self.python_type = _PYTHON_TYPES[item.python]

    def __repr__(self):
        return "%s: %s" % (self.c_type, self.python_type)


class Signature:
    """The C signature of one method.

    declaration: type of the C function as its source spells it, "long (long)".
    arguments: tuple of Argument. result_c_type, result_python_type: as there.
    result_items: tuple of Item, if the result is a tuple: behind the arguments the C
    function has a pointer for each, where the value goes.
    bail_out: "never", "distinct" or "repeat"; bail_value: the C value that asks
    for the boxed call, None if never. effects: frozenset of "raises",
    "needs_gil", "state", "pure", "blocks", "retains". call: "direct", "gil" (the C
    function takes the GIL itself) or "boxed".
    address: of the C function, 0 if it is not to be called.
    unboxed: whether the inspected object makes typed calls in this process."""

    def __init__(self, name, record, unboxed):
        self.name = name
        self.declaration = record.declaration
        self.arguments = tuple(Argument(argument) for argument in record.arguments)
        self.result_c_type = record.result.name
        self.result_python_type = _PYTHON_TYPES[record.boxed]
        self.result_items = tuple(Item(item) for item in record.items)
        self.bail_out = _BAIL_OUTS[record.bail]
        self.bail_value = record.bail_value
        self.effects = frozenset(
            word for bit, word in _EFFECTS.items() if record.effects & bit
        )
        self.call = _CALLS[record.call]
        self.address = record.entry
        self.unboxed = unboxed

    def __repr__(self):
        return "<pyunbox signature %s(%s) -> %s %s, call %s>" % (
            self.name,
            ", ".join(map(repr, self.arguments)),
            self.result_c_type,
            list(self.result_items) or self.result_python_type,
            self.call,
        )


def of(function):
    """See pyunbox.signature."""
    if sys.implementation.name == "pypy":
        from . import _patch

        if type(function).__name__ == "builtin method":
            function = getattr(function, "__func__", function)
        if id(function) in _patch.replaced:
            _, original, record = _patch.replaced[id(function)]
            return Signature(original.__name__, record, True)
    try:
        record, _ = _lookup.find(function)
    except (_record.NoRecord, _record.BadRecord):
        return None
    return Signature(function.__name__, record, False)
