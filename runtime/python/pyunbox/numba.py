"""Functions of typed modules inside functions that Numba compiles.

A function whose record allows a typed call is compiled to a guard of the values that
Numba's types leave open, the call of its C function, and a test for the bail-out. What
does not pass, or bails out, calls the original in object mode, which returns or raises
what it always did. Where the types cannot be those of a typed call, Numba refuses to
compile the call.
"""

import numba
import numpy
from numba.core import cgutils, types
from numba.extending import intrinsic, overload, typeof_impl

from . import _layout as layout
from . import _lookup, _patch, _pointers, _record

_done = {}  # id of a function -> (it, why it is refused or "")


def init():
    """Make functions of all typed modules known as they are met; the entry point of
    group numba_extensions, which Numba calls itself."""
    typeof_impl.register(type(len))(_typeof)


def register(module):
    """Make the functions of `module` known to Numba.

    Returns a dict from the name of each function that has a record to "", or to why
    Numba may not call it."""
    reasons = {}
    for name, value in vars(module).items():
        if type(value) is type(len):
            reason = _learn(value)
            if reason is not None:
                reasons[name] = reason
    return reasons


def _typeof(value, context):
    """Numba asks for the type of a C function: None leaves the answer to what is
    known by then."""
    known = id(value) in _done
    if _learn(value) == "" and not known:
        from numba.core.registry import cpu_target

        cpu_target.typing_context.refresh()
    return None


def _learn(function):
    """Register one function; returns "", why it is refused, or None without a record."""
    if id(function) not in _done:
        try:
            record, flags = _lookup.find(function)
        except (_record.NoRecord, _record.BadRecord):
            return None
        reason = _why_not(record)
        if not reason:
            overload(function)(_typing(function, record))
        _done[id(function)] = (function, reason)
    return _done[id(function)][1]


def _why_not(record):
    reason = _patch.why_boxed(record)
    if reason:
        return reason
    for argument in record.arguments:
        if argument.python not in _ACCEPTED:
            return "an argument of a type that Numba does not have"
        if argument.keyword_only:
            return "a keyword-only argument"
    return ""


#: Python type of an argument -> the types of Numba that may have its values.
_ACCEPTED = {
    layout.PY_INT: (types.Integer,),
    layout.PY_FLOAT: (types.Float,),
    layout.PY_REAL: (types.Float, types.Integer),
    layout.PY_BOOL: (types.Boolean,),
}

_RESULTS = {
    layout.PY_NONE: ("none", type(None)),
    layout.PY_INT: ("int64", int),
    layout.PY_FLOAT: ("float64", float),
    layout.PY_BOOL: ("boolean", bool),
}


def _typing(function, record):
    """What `overload` wants: a function of types with the original's parameters."""
    names = [a.name if a.name.isidentifier() else "" for a in record.arguments]
    if len(set(names)) != len(names) or "" in names or any(n.startswith("_") for n in names):
        names = ["a%d" % i for i in range(len(names))]
    parameters = [
        name + ("=None" if argument.optional else "")
        for name, argument in zip(names, record.arguments)
    ]

    def implement(*given):
        return _implement(function, record, names, parameters, given)

    namespace = {"_implement": implement}
    text = "def typing(%s):\n    return _implement(%s)\n"
    exec(text % (", ".join(parameters), ", ".join(names)), namespace)
    return namespace["typing"]


def _implement(function, record, names, parameters, given):
    """The function that Numba compiles for arguments of these types; None if there can
    be none."""
    given = [_type_of(value) for value in given]
    for argument, numba_type in zip(record.arguments, given):
        if numba_type is None:
            if not argument.optional:
                return None
        elif not isinstance(numba_type, _ACCEPTED[argument.python]):
            return None
    source = _Source(function, record)
    for name, argument, numba_type in zip(names, record.arguments, given):
        source.add(name, argument, numba_type)
    return source.compile(parameters)


def _type_of(value):
    """Numba's type of an argument, None if it was left out: then there is our own
    default in its place. What the caller's caller left out has the caller's default."""
    if isinstance(value, types.Omitted):
        return None if value.value is None else numba.typeof(value.value)
    return value


@intrinsic
def _place(context, scalar):
    """A pointer to memory for one value of that type, in the frame of the caller."""
    pointer = types.CPointer(scalar.dtype)

    def code(context, builder, signature, arguments):
        return cgutils.alloca_once(builder, context.get_data_type(scalar.dtype))

    return pointer(scalar), code


class _Source:
    """The text of one implementation, and what it uses."""

    def __init__(self, function, record):
        self._record = record
        self._conditions = []
        self._values = []  # for the entry
        self._boxed = []  # for the original
        # Parameters have no such names: _typing sees to that.
        self._names = {"_entry": _pointers.ctypes_of(record), "_numba": numba, "_place": _place}
        self._names["_original"] = _checked(function, record)
        self._by_name = False

    def _constant(self, value):
        name = "_c%d" % len(self._names)
        self._names[name] = value
        return name

    def add(self, name, argument, numba_type):
        """One argument; numba_type: None if it was left out."""
        scalar = self._constant(_scalar(argument.c_type))
        if numba_type is None:
            self._values.append("%s(%s)" % (scalar, self._constant(argument.default)))
            self._by_name = True
            return
        value = name
        if isinstance(numba_type, types.Integer):
            self._add_range(name, argument, numba_type)
            if argument.python == layout.PY_REAL:
                # By way of a double, as the boxed call: a float rounds twice.
                value = "_numba.float64(%s)" % name
        self._values.append("%s(%s)" % (scalar, value))
        self._boxed.append("%s=%s" % (argument.name, name) if self._by_name else name)

    def _add_range(self, name, argument, numba_type):
        """Test for the range of the C type where the Numba type's is wider."""
        bits = numba_type.bitwidth
        if numba_type.signed:
            lowest, highest, scalar = -(1 << bits - 1), (1 << bits - 1) - 1, numpy.int64
        else:
            lowest, highest, scalar = 0, (1 << bits) - 1, numpy.uint64
        low, high = argument.c_type.lowest, argument.c_type.highest
        if argument.python == layout.PY_REAL:
            low, high = -(1 << 63), (1 << 63) - 1
        if low > lowest:
            self._conditions.append("%s >= %s" % (name, self._constant(scalar(low))))
        if high < highest:
            self._conditions.append("%s <= %s" % (name, self._constant(scalar(high))))

    def compile(self, parameters):
        """The implementation, a Python function."""
        record = self._record
        word = _word(record)
        lines = ["def implementation(%s):" % ", ".join(parameters)]
        indent = "    "
        if self._conditions:
            lines.append("    if %s:" % " and ".join(self._conditions))
            indent *= 2
        places = ["_p%d" % i for i in range(len(record.items))]
        for name, item in zip(places, record.items):
            scalar = self._constant(_scalar(item.c_type))
            lines.append("%s%s = _place(%s)" % (indent, name, scalar))
        lines.append("%s_result = _entry(%s)" % (indent, ", ".join(self._values + places)))
        answer = _answer(record.boxed, word, "_result")
        if record.items:
            answer = "(%s,)" % ", ".join(
                _answer(item.python, _number(item.python, item.c_type), name + "[0]")
                for name, item in zip(places, record.items)
            )
        if record.bail != layout.BAIL_NEVER:
            bail = self._constant(_scalar(record.result)(record.bail_value))
            lines.append("%sif _result != %s:" % (indent, bail))
            lines.append("%s    return %s" % (indent, answer))
        else:
            lines.append("%sreturn %s" % (indent, answer))
        if self._conditions or record.bail != layout.BAIL_NEVER:
            lines.append("    with _numba.objmode(_boxed=%r):" % word)
            lines.append("        _boxed = _original(%s)" % ", ".join(self._boxed))
            lines.append("    return _boxed")
        exec("\n".join(lines), self._names)
        return self._names["implementation"]


def _word(record):
    """The result's type in Numba's words."""
    if record.items:
        words = [_number(item.python, item.c_type) for item in record.items]
        return "Tuple((%s,))" % ", ".join(words)
    return _number(record.boxed, record.result)


def _number(python, c_type):
    """The type in Numba's words of what the Python type is boxed from."""
    if python == layout.PY_INT and c_type.is_uint64:
        return "uint64"
    return _RESULTS[python][0]


def _answer(python, word, value):
    """An expression: a C value as compiled code returns it."""
    if python == layout.PY_NONE:
        return "None"
    if python == layout.PY_BOOL:
        return value + " != 0"
    return "_numba.%s(%s)" % (word, value)


def _scalar(c_type):
    """NumPy's type for a CType."""
    if c_type.kind == layout.KIND_BOOL:
        return numpy.bool_
    if c_type.kind == layout.KIND_FLOAT:
        return numpy.float32 if c_type.size == 4 else numpy.float64
    return getattr(numpy, c_type.name[:-2])


def _checked(function, record):
    """The original, of whose result compiled code may rely on the type."""
    expected = tuple(_RESULTS[item.python][1] for item in record.items)
    expected = expected or _RESULTS[record.boxed][1]

    def kind(result):
        return tuple(map(type, result)) if type(result) is tuple else type(result)

    def boxed(*positional, **keywords):
        result = function(*positional, **keywords)
        if kind(result) != expected:
            raise TypeError(
                "%s returned %s; compiled code expects %s"
                % (function.__name__, _named(kind(result)), _named(expected))
            )
        return result

    return boxed


def _named(kind):
    if isinstance(kind, tuple):
        return "a tuple (%s)" % ", ".join(map(_named, kind))
    return kind.__name__
