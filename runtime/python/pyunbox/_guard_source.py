"""The text of a guard: tests the arguments, makes the typed call or the boxed one.

For `noise(x, y, octaves=1)` with x and y float, octaves a C int, it reads

    @hidden
    def typed(a0=missing, a1=missing, a2=missing, /, *rest, **keywords):
        if rest or keywords:
            return irregular(a0, a1, a2, rest, keywords)
        if not (type(a0) is float and type(a1) is float):
            return boxed(a0, a1, a2, rest, keywords)
        if type(a2) is int and -2147483648 <= a2 <= 2147483647:
            c2 = a2
        elif a2 is missing:
            c2 = default2
        else:
            return boxed(a0, a1, a2, rest, keywords)
        result = entry(a0, a1, c2)
        if result == bail_value:
            return boxed(a0, a1, a2, rest, keywords)
        return result

A method of a type has its object, or class, before them:

    @hidden
    def typed(it=missing, a0=missing, /, *rest, **keywords):
        ...
        if not (subclass(owner, type(it)) and type(a0) is float):
            return boxed(it, a0, rest, keywords)

The shape is what PyPy's JIT folds best: one straight function per method, no
loops, its constants in a module's globals. `boxed` calls the original with
exactly the arguments that were given, in the same split; `irregular` makes the
typed call for keywords. A missing argument is never filled in for `boxed`.

An entry that takes the GIL may raise. It gets a slot for that (see `_errors`), and the
call reads

        slot = spares.pop() if len(spares) > 128 else new_slot()
        result = entry(a0, slot)
        if slot[0]:
            if not_called(slot):
                return boxed(a0, rest, keywords)
            raise taken(slot)
        spares.append(slot)
        return result

What it returns as a tuple it puts into places that belong to the one call, too:

        places = spare_places.pop() if len(spare_places) > 128 else new_places()
        p0, p1 = places
        result = entry(a0, p0, p1)
        r0 = p0[0]
        r1 = p1[0]
        spare_places.append(places)
        return (r0, r1)

Of a bytes object the entry gets its own memory, which cffi keeps in place and ends
with a NUL; of a str its UTF-8. For one that must be a text, that is

    if type(a0) is str:
        c0 = utf8(a0)
        if b"\\0" in c0 or len(c0) != len(a0) and (len(c0) > 64 or has_surrogate(c0)):
            return boxed(a0, rest, keywords)
    else:
        return boxed(a0, rest, keywords)

without an exception to catch, which a signal handler might have raised.

Unsigned 64-bit values travel as the int64_t of the same bits (`as_carried`): a
machine word is what the JIT keeps unboxed.
"""

from . import _layout as layout
from ._access_pypy import PLENTY

_INT64_HIGHEST = (1 << 63) - 1
_UINT64_COUNT = 1 << 64

#: Text that is not ASCII and longer, in bytes, goes boxed: the interpreter keeps the
#: UTF-8 that a boxed call made of it, and to look for surrogates takes longer.
_LONG_TEXT = 64


def source(record, by_keyword, counting, receiver):
    """Source text that defines the function `typed` for `record`.

    by_keyword: whether the method takes keywords. counting: whether calls are
    to be counted. receiver: whether an object or class comes first. The names that the
    text needs are those of `_guard.build`."""
    return _Writer(record, by_keyword, counting, receiver).text()


def as_carried(c_type, value):
    """The C value `value` (or None) of `c_type` as the typed call carries it."""
    if c_type.is_uint64 and value is not None and value > _INT64_HIGHEST:
        return value - _UINT64_COUNT
    return value


class _Writer:
    def __init__(self, record, by_keyword, counting, receiver):
        self.record = record
        self.counting = counting
        self.keywords = [
            (i, argument.name)
            for i, argument in enumerate(record.arguments)
            if argument.keyword and by_keyword
        ]
        places = [argument for argument in record.arguments if not argument.keyword_only]
        self.receiver = receiver
        self.places = ["a%d" % i for i in range(len(places))]
        self.given = (["it"] if receiver else []) + self.places
        self.call_boxed = "boxed(%s)" % ", ".join(self.given + ["rest", "keywords"])

    def text(self):
        lines = self._typed() + self._boxed()
        if self.keywords:
            lines += self._irregular()
        return "\n".join(lines) + "\n"

    def _typed(self):
        parameters = [name + "=missing" for name in self.given]
        if parameters:
            parameters.append("/")
        parameters += ["*rest", "**keywords"]
        head = ["@hidden", "def typed(%s):" % ", ".join(parameters)]
        unusual = self.call_boxed
        if self.keywords:
            unusual = unusual.replace("boxed", "irregular", 1)
        body = ["if rest or keywords:", "    return " + unusual]
        return head + _indented(body + self._attempt(self._all_places()))

    def _all_places(self):
        omitted = ["missing"] * (len(self.record.arguments) - len(self.places))
        return self.places + omitted

    def _irregular(self):
        """Binds keywords to their places; whatever is not clean goes boxed."""
        parameters = ", ".join(self.given + ["rest", "keywords"])
        bound = self._all_places()
        body = ["unused = len(keywords)"]
        for i, name in self.keywords:
            given, bound[i] = bound[i], "b%d" % i
            body += [
                "b%d = %s" % (i, given),
                "if b%d is missing and %r in keywords:" % (i, name),
                "    b%d = keywords[%r]" % (i, name),
                "    unused -= 1",
            ]
        body += ["if rest or unused:", "    return " + self.call_boxed]
        return ["@hidden", "def irregular(%s):" % parameters] + _indented(
            body + self._attempt(bound)
        )

    def _boxed(self):
        """Missing arguments are always the last ones: the first one decides."""
        parameters = ", ".join(self.given + ["rest", "keywords"])
        body = self._count("boxed")
        body.append("if keywords:")
        body += _indented(self._originals(["**keywords"]))
        body += self._originals([])
        return ["@hidden", "def boxed(%s):" % parameters] + _indented(body)

    def _originals(self, keywords):
        lines = []
        for i, name in enumerate(self.given):
            call = ", ".join(self.given[:i] + keywords)
            lines += ["if %s is missing:" % name, "    return original(%s)" % call]
        call = ", ".join(self.given + ["*rest"] + keywords)
        return lines + ["return original(%s)" % call]

    def _attempt(self, names):
        """The typed call for the values of `names`, or the boxed call."""
        arguments = self.record.arguments
        refuse = "return " + self.call_boxed
        tests, values, optional = [], [], []
        if self.receiver:
            tests.append("subclass(owner, type(it))")
        for i, (name, argument) in enumerate(zip(names, arguments)):
            if argument.c_type.is_memory:
                memory = _Memory(name, i, argument)
                values += memory.values
                tests += memory.tests
                optional += memory.statements(refuse)
                continue
            if not argument.optional:
                tests.append(_test(name, argument))
                values.append(_value(name, argument))
                continue
            values.append("c%d" % i)
            optional += [
                "if %s:" % _test(name, argument),
                "    c%d = %s" % (i, _value(name, argument)),
                "elif %s is missing:" % name,
                "    c%d = default%d" % (i, i),
                "else:",
                "    " + refuse,
            ]
        lines = []
        if tests:
            lines += ["if not (%s):" % " and ".join(tests), "    " + refuse]
        lines += optional
        return lines + self._call(values)

    def _call(self, values):
        lines = []
        places = ["p%d" % i for i in range(len(self.record.items))]
        if places:
            lines += [
                "places = spare_places.pop() if len(spare_places) > %d else new_places()" % PLENTY,
                "%s, = places" % ", ".join(places),
            ]
            values = values + places
        if self.record.raises:
            values = values + ["slot"]
            lines.append("slot = spares.pop() if len(spares) > %d else new_slot()" % PLENTY)
        lines.append("result = entry(%s)" % ", ".join(values))
        if self.record.raises:
            lines += ["if slot[0]:", "    if not_called(slot):", "        return " + self.call_boxed]
            lines += _indented(self._count("typed") + ["raise taken(slot)"])
            lines.append("spares.append(slot)")
        if self.record.bail != layout.BAIL_NEVER:
            lines.append("if result == bail_value:")
            lines += _indented(self._count("bailed") + ["return " + self.call_boxed])
        for i, place in enumerate(places):
            lines.append("r%d = %s[0]" % (i, place))
        if places:
            lines.append("spare_places.append(places)")
        return lines + self._count("typed") + ["return " + _boxed_result(self.record)]

    def _count(self, what):
        return ["count.%s += 1" % what] if self.counting else []


class _Memory:
    """How a text or buffer argument is tested and passed."""

    def __init__(self, name, index, argument):
        self.name = name
        self.is_text = argument.c_type.kind == layout.KIND_TEXT
        python = argument.python
        self.takes_str = python != layout.PY_BYTES
        self.takes_bytes = python not in (layout.PY_STR, layout.PY_STR_OR_NONE)
        self.takes_none = python in (layout.PY_STR_OR_NONE, layout.PY_STR_BYTES_OR_NONE)
        self.optional = argument.optional
        # The simplest needs no statement of its own.
        self.is_plain = not (self.takes_str or self.takes_none or self.optional)
        self.value = name if self.is_plain else "c%d" % index
        length = "len(%s)" % name if self.is_plain else "n%d" % index
        self.length = length
        self.values = [self.value] if self.is_text else [self.value, length]
        self.tests = [self._bytes_test()] if self.is_plain else []

    def _bytes_test(self):
        clean = ' and b"\\0" not in %s' % self.name if self.is_text else ""
        return "type(%s) is bytes%s" % (self.name, clean)

    def statements(self, refuse):
        """What leaves the pointer and the length in their variables, or refuses."""
        if self.is_plain:
            return []
        name, value = self.name, self.value
        measure = [] if self.is_text else ["%s = len(%s)" % (self.length, value)]
        nothing = ["%s = null" % value] + ([] if self.is_text else ["%s = 0" % self.length])
        ways = []
        if self.takes_bytes:
            ways.append((self._bytes_test(), ["%s = %s" % (value, name)] + measure))
        if self.takes_str:
            unclean = "len({0}) != len({1}) and (len({0}) > {2} or has_surrogate({0}))".format(
                value, name, _LONG_TEXT
            )
            if self.is_text:
                unclean = 'b"\\0" in %s or ' % value + unclean
            body = ["%s = utf8(%s)" % (value, name), "if %s:" % unclean, "    " + refuse]
            ways.append(("type(%s) is str" % name, body + measure))
        if self.takes_none:
            ways.append(("%s is None" % name, nothing))
        if self.optional:
            ways.append(("%s is missing" % name, nothing))
        lines = []
        for test, body in ways:
            lines += ["%s %s:" % ("elif" if lines else "if", test)] + _indented(body)
        return lines + ["else:", "    " + refuse]


def _test(name, argument):
    """An expression: whether `name` holds what the typed call takes."""
    exact = "type({0}) is {1}".format
    if argument.python == layout.PY_FLOAT:
        return exact(name, "float")
    if argument.python == layout.PY_REAL:
        integer = exact(name, "int") + _in_range(name, -_INT64_HIGHEST - 1, _INT64_HIGHEST)
        return "(%s or %s)" % (exact(name, "float"), integer)
    if argument.python == layout.PY_BOOL:
        return exact(name, "bool")
    if argument.python == layout.PY_BYTE:
        return exact(name, "bytes") + " and len(%s) == 1" % name
    if argument.python == layout.PY_CHAR:
        return exact(name, "str") + " and len(%s) == 1" % name
    c_type = argument.c_type
    return exact(name, "int") + _in_range(name, c_type.lowest, c_type.highest)


def _in_range(name, lowest, highest):
    if highest <= _INT64_HIGHEST:
        return " and %d <= %s <= %d" % (lowest, name, highest)
    # Compare with a machine word first: a longer constant is slow to compare.
    return " and {0} >= {1} and ({0} <= {2} or {0} <= {3})".format(
        name, lowest, _INT64_HIGHEST, highest
    )


def _value(name, argument):
    """An expression: what cffi converts to the C value."""
    if argument.python == layout.PY_REAL:
        return "float(%s)" % name
    if argument.python == layout.PY_BYTE:
        if argument.c_type.kind == layout.KIND_SIGNED and argument.c_type.size == 1:
            return "({0}[0] ^ 128) - 128".format(name)
        return name + "[0]"
    if argument.python == layout.PY_CHAR:
        return "ord(%s)" % name
    if argument.python == layout.PY_INT and argument.c_type.is_uint64:
        return "({0} if {0} <= {1} else {0} - {2})".format(
            name, _INT64_HIGHEST, _UINT64_COUNT
        )
    return name


def _boxed_result(record):
    if record.boxed == layout.PY_TUPLE:
        items = [_boxed("r%d" % i, item.c_type) for i, item in enumerate(record.items)]
        return "(%s,)" % ", ".join(items)
    if record.boxed == layout.PY_NONE:
        return "None"
    if record.boxed == layout.PY_BOOL:
        return "result != 0"
    return _boxed("result", record.result)


def _boxed(name, c_type):
    """The number that `name` holds as the typed call carries it."""
    if not c_type.is_uint64:
        return name
    return "{0} if {0} >= 0 else {0} + {1}".format(name, _UINT64_COUNT)


def _indented(lines):
    return ["    " + line for line in lines]
