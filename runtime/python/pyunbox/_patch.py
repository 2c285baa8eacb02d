"""Replaces the functions of one extension module."""

from . import _layout as layout
from . import _lookup, _record, _trace

#: id of a function put in place -> (it, the original, its Record). Kept for
#: ever, so ids stay theirs.
replaced = {}

#: id of an original -> what was put in its place.
_in_place_of = {}


def patch(module, imported_now):
    """Put guards in place of the functions of `module` that can be called unboxed.

    imported_now: its import is still going on, so that nobody uses it yet."""
    names = module.__dict__
    for name, value in list(names.items()):
        if type(value).__name__ != "builtin_function_or_method" or id(value) in replaced:
            continue
        guard = _guard_for(value, "%s.%s" % (module.__name__, name))
        if guard is None:
            continue
        if imported_now:
            # A name that is bound anew is a variable to the JIT, read and tested
            # at every call; one that is bound once is a constant.
            del names[name]
        names[name] = guard


def _guard_for(function, name):
    if id(function) in _in_place_of:
        return _in_place_of[id(function)]
    try:
        record, flags = _lookup.find(function)
    except _record.NoRecord:
        _trace.line(name, "boxed: no record")
        return None
    except _record.BadRecord as error:
        _trace.line(name, "boxed: bad record: %s" % error)
        return None
    refusal = why_boxed(record)
    if refusal:
        _trace.line(name, "boxed: %s" % refusal)
        return None
    from . import _guard

    guard = _guard.build(function, record, flags, name)
    replaced[id(guard)] = (guard, function, record)
    _in_place_of[id(function)] = guard
    _trace.line(name, "unboxed: %s" % record.declaration)
    return guard


def why_boxed(record):
    """Why the entry of `record` is not to be called; "" if it is."""
    if record.call != layout.CALL_DIRECT:
        return "its record allows no direct call"
    # What follows contradicts the call way; better slow than wrong.
    if record.effects & layout.EFFECT_NEEDS_GIL:
        return "it needs the GIL"
    if record.effects & layout.EFFECT_RAISES and record.bail == layout.BAIL_NEVER:
        return "it raises and never bails out"
    if any(c_type.kind == layout.KIND_COMPLEX for c_type in record.c_types):
        return "complex numbers are not passed unboxed"
    return ""
