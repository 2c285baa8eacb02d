"""Replaces the functions of one extension module."""

import os

from . import _layout as layout
from . import _lookup, _record, _trace

#: id of a function put in place -> (it, the original, its Record). Kept for
#: ever, so ids stay theirs.
replaced = {}

#: "module.function" or "module.Type.method" -> why it stays boxed, "" if it does not; of
#: those with a record.
decisions = {}

#: The modules that PYUNBOX_BARE names; see _bare.
_BARE = frozenset(filter(None, os.environ.get("PYUNBOX_BARE", "").split(",")))

#: id of an original -> what was put in its place.
_in_place_of = {}


def patch(module, imported_now):
    """Put guards in place of the functions of `module` that can be called unboxed.

    imported_now: its import is still going on, so that nobody uses it yet."""
    names = module.__dict__
    find = _find_bare_too if module.__name__ in _BARE else _lookup.find
    for name, value in list(names.items()):
        if not may_be_replaced(value):
            continue
        guard = guard_for(value, "%s.%s" % (module.__name__, name), find)
        if guard is None:
            continue
        if imported_now:
            # A name that is bound anew is a variable to the JIT, read and tested
            # at every call; one that is bound once is a constant.
            del names[name]
        names[name] = guard


def may_be_replaced(value):
    """Whether it looks like a C function that nothing was put in place of."""
    return type(value).__name__ == "builtin_function_or_method" and id(value) not in replaced


def guard_for(function, name, find=_lookup.find, owner=None, against=""):
    """What to put in the place of a function, None if it stays.

    name: with its module's. find: yields its record. owner: the type whose descriptor
    it is, if it is one. against: why it stays boxed whatever its record says, or ""."""
    if id(function) in _in_place_of:
        return _in_place_of[id(function)]
    try:
        record, flags = find(function)
        refusal = against or _why_not(record)
    except _record.NoRecord:
        _trace.line(name, "boxed: no record")
        return None
    except _record.BadRecord as error:
        refusal = "bad record: %s" % error
    decisions[name] = refusal
    if refusal:
        _trace.line(name, "boxed: %s" % refusal)
        return None
    from . import _guard

    guard = _guard.build(function, record, flags, name, owner)
    replaced[id(guard)] = (guard, function, record)
    _in_place_of[id(function)] = guard
    way = ", with the GIL" if record.call == layout.CALL_GIL else ""
    _trace.line(name, "unboxed%s: %s" % (way, record.declaration))
    return guard


def _find_bare_too(function):
    try:
        return _lookup.find(function)
    except _record.NoRecord:
        return _lookup.find_bare(function)


def _why_not(record):
    """Why no guard takes the place of the function; "" if one does."""
    if record.call == layout.CALL_GIL:
        return _why_not_passed(record)
    return why_boxed(record)


def why_boxed(record):
    """Why the entry of `record` is not to be called without the GIL; "" if it is."""
    if record.call != layout.CALL_DIRECT:
        return "its record allows no direct call"
    # What follows contradicts the call way; better slow than wrong.
    if record.effects & layout.EFFECT_NEEDS_GIL:
        return "it needs the GIL"
    if record.effects & layout.EFFECT_RAISES and record.bail == layout.BAIL_NEVER:
        return "it raises and never bails out"
    return _why_not_passed(record)


def _why_not_passed(record):
    if any(c_type.kind == layout.KIND_COMPLEX for c_type in record.c_types):
        return "complex numbers are not passed unboxed"
    return ""
