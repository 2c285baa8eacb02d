"""Entries as plain C functions, for callers that know of no guards and no bail-outs."""

from . import _layout as layout
from . import _lookup, _patch, _record


def why_not_plain(record):
    """Why the entry must not be handed out as a plain function pointer; "" if it may."""
    refusal = _patch.why_boxed(record)
    if refusal:
        return refusal
    if record.bail != layout.BAIL_NEVER:
        return "it may bail out"
    if record.effects & layout.EFFECT_STATE:
        return "it uses mutable state"
    if record.effects & layout.EFFECT_RETAINS:
        return "it keeps a pointer"
    if not all(map(_takes_all, record.arguments)):
        return "an argument does not take every value of its C type"
    return ""


def _takes_all(argument):
    """Whether a guard lets every value of the C type through."""
    if argument.python == layout.PY_BOOL:
        return argument.c_type.kind == layout.KIND_BOOL
    if argument.python == layout.PY_BYTE:
        return argument.c_type.size == 1
    return argument.python in (layout.PY_INT, layout.PY_FLOAT, layout.PY_REAL)


def record_of(function):
    """The Record of a function that is a plain one.

    Raises TypeError if it has no record, ValueError if it is not plain."""
    original = _patch.replaced.get(id(function), (None, function))[1]
    name = getattr(original, "__name__", repr(original))
    try:
        record, _ = _lookup.find(original)
    except _record.NoRecord:
        raise TypeError("%s: not a function of a module built with pyunbox" % name) from None
    except _record.BadRecord as error:
        raise TypeError("%s: bad record: %s" % (name, error)) from None
    refusal = why_not_plain(record)
    if refusal:
        raise ValueError("%s is no plain C function: %s" % (name, refusal))
    return record


def c_text(record, name=""):
    """The C declaration of the entry by widths: "int32_t (double)", or with a name."""
    return "%s %s(%s)" % (record.result.name, name, c_parameters(record) or "void")


def c_parameters(record):
    """The types of its parameters: "double, int32_t *"."""
    arguments = [argument.c_type.name for argument in record.arguments]
    return ", ".join(arguments + [item.c_type.name + " *" for item in record.items])
