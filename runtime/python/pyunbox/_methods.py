"""Replaces the methods of the C types of one extension module.

A static method is a function, in its staticmethod; all other methods are descriptors,
which stand in the dict of their type.
"""

from . import _access_pypy as _access
from . import _patch, _record, _trace

#: Python names of descriptors' types; that of class methods is the name of functions.
_DESCRIPTORS = ("method_descriptor", "classmethod_descriptor", "builtin_function_or_method")


def patch(module):
    """Put guards in place of the methods that can be called unboxed, of the types that
    are attributes of `module` or of such types, and of their bases."""
    seen = set()
    holders = [(module.__name__, module)]
    for path, holder in holders:
        for name, value in list(vars(holder).items()):
            # What has a metaclass may be looked up, and be changed, in its own ways.
            if type(value) is type and value not in seen:
                seen.add(value)
                holders.append(("%s.%s" % (path, name), value))
        if holder is not module:
            _patch_type(holder, path)
            for base in holder.__mro__:
                if type(base) is type and base not in seen:
                    seen.add(base)
                    holders.append(("%s.%s" % (base.__module__, base.__qualname__), base))


def _patch_type(owner, path):
    # A record is found from the table at much less cost than from a descriptor.
    records = (_record.find(_access, name) for name in _access.method_names(owner))
    if not _trace.enabled and not any(records):
        return
    for name, value in list(vars(owner).items()):
        replacement = _replacement(value, owner, name, "%s.%s" % (path, name))
        if replacement is not None:
            try:
                _access.set_in_type(owner, name, replacement)
            except SystemError as error:
                _trace.line("%s.%s" % (path, name), "boxed after all: %s" % error)


def _replacement(value, owner, name, full_name):
    """What to put in the place of an attribute of a type, None if it stays."""
    against = ""
    if name.startswith("__") and name.endswith("__"):
        against = "its name means something to the interpreter"
    if type(value) is staticmethod:
        function = value.__func__
        if not _patch.may_be_replaced(function):
            return None
        guard = _patch.guard_for(function, full_name, against=against)
        return None if guard is None else staticmethod(guard)
    if type(value).__name__ not in _DESCRIPTORS or id(value) in _patch.replaced:
        return None
    if getattr(value, "__objclass__", None) is not owner:
        return None
    return _patch.guard_for(value, full_name, owner=owner, against=against)
