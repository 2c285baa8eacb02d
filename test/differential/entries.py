"""Calls entries through their addresses and compares with the boxed calls.

For CPython, where no function is replaced: what a typed call would do is done here
by ctypes, on those sets that a guard would let through.
"""

import ctypes

import outcome
import pyunbox

_C_TYPES = {
    "void": None,
    "_Bool": ctypes.c_uint8,
    "float": ctypes.c_float,
    "double": ctypes.c_double,
}
for _bits in (8, 16, 32, 64):
    _C_TYPES["int%d_t" % _bits] = getattr(ctypes, "c_int%d" % _bits)
    _C_TYPES["uint%d_t" % _bits] = getattr(ctypes, "c_uint%d" % _bits)

#: What one argument is to the entry, if that is no number: a pointer, and a length.
_MEMORY = {
    "const char *": (ctypes.c_char_p,),
    "const char *, Py_ssize_t": (ctypes.c_char_p, ctypes.c_ssize_t),
}

_BOX = {
    "None": lambda value: None,
    "bool": lambda value: value != 0,
    "int": lambda value: value,
    "float": lambda value: value,
    "tuple": lambda value: value,
}


def can_call(found):
    """Whether compare() can call the entry of a pyunbox.signature()."""
    types = [found.result_c_type]
    types += [each.c_type for each in found.arguments if each.c_type not in _MEMORY]
    types += [each.c_type for each in found.result_items]
    return found.result_python_type in _BOX and all(each in _C_TYPES for each in types)


def _parameters(found):
    """The types of the entry's parameters."""
    for argument in found.arguments:
        yield from _MEMORY.get(argument.c_type) or (_C_TYPES[argument.c_type],)
    for item in found.result_items:
        yield ctypes.POINTER(_C_TYPES[item.c_type])


def _passed(found, values):
    """The C values of the arguments as values of those types."""
    for argument, value in zip(found.arguments, values):
        if argument.c_type not in _MEMORY:
            yield value
            continue
        # An omitted one is 0 in the record.
        memory = value.encode() if isinstance(value, str) else value
        memory = memory if isinstance(memory, bytes) else None
        yield memory
        if len(_MEMORY[argument.c_type]) == 2:
            yield len(memory or b"")


class Entry:
    """The entry of a `function` whose pyunbox.signature() can_call() says yes to; the
    signature.Signature tells which sets are for it."""

    def __init__(self, function, signature):
        found = pyunbox.signature(function)
        self._signature = signature
        self._found = found
        self._call = ctypes.CFUNCTYPE(_C_TYPES[found.result_c_type], *_parameters(found))(
            found.address
        )
        self._box = _BOX[found.result_python_type]

    def outcome(self, positional, keywords):
        """(how the set fared, the outcome): "typed"; or "bailed" or "boxed", and None."""
        values = self._signature.accepts(positional, keywords)
        if values is None:
            return "boxed", None
        places = [_C_TYPES[item.c_type]() for item in self._found.result_items]
        result = self._call(*_passed(self._found, values), *map(ctypes.byref, places))
        if self._found.bail_out != "never" and result == self._found.bail_value:
            return "bailed", None
        if places:
            result = tuple(place.value for place in places)
        return "typed", outcome.of(lambda: self._box(result), [], {})


def compare(job):
    """Compare every set; returns the counts and the first differences."""
    entry = Entry(job.function, job.signature)
    answer = {"typed": 0, "bailed": 0, "boxed": 0, "excluded": 0, "different": []}
    for index, positional, keywords, rule in job.sets():
        if rule:
            answer["excluded"] += 1
            continue
        how, typed = entry.outcome(positional, keywords)
        answer[how] += 1
        if typed is None:
            continue
        boxed = outcome.of(job.function, positional, keywords)
        if typed != boxed and len(answer["different"]) < 10:
            answer["different"].append([index, boxed, typed])
    return answer
