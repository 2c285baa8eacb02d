"""Draws how a wrapper makes its result, and how it raises."""


from scalars import DOUBLE, INT, LLONG, LONG, SIZE, SSIZE, UINT, ULLONG, ULONG, USHORT

_INTS = [
    ("PyLong_FromLong(%s)", LONG), ("PyLong_FromLong(%s)", LONG),
    ("PyLong_FromUnsignedLong(%s)", ULONG), ("PyLong_FromLongLong(%s)", LLONG),
    ("PyLong_FromUnsignedLongLong(%s)", ULLONG), ("PyLong_FromSsize_t(%s)", SSIZE),
    ("PyLong_FromSize_t(%s)", SIZE),
]  # fmt: skip
_BUILT = {
    "b": INT, "B": INT, "h": INT, "H": USHORT, "i": INT, "I": UINT, "l": LONG, "k": ULONG,
    "L": LLONG, "K": ULLONG, "n": SSIZE,
}  # fmt: skip
_ERRORS = (
    "ValueError", "TypeError", "OverflowError", "RuntimeError", "KeyError", "ZeroDivisionError",
    "IndexError", "ArithmeticError",
)  # fmt: skip


class Boxing:
    """The results of one wrapper: all of one Python type, mostly."""

    def __init__(self, draw):
        self.draw = draw
        self.random = draw.random
        self.kind = draw.pick((6, "int"), (4, "float"), (2, "bool"), (1, "none"), (1, "built"))
        self._int = self.random.choice(_INTS)
        self._unit = self.random.choice(list(_BUILT))
        #: Where a result goes: None to return it, else a variable and a label.
        self.exit = None

    @property
    def c_type(self):
        """What an implementation returns for it."""
        if self.kind == "int":
            return self._int[1]
        if self.kind == "built":
            return _BUILT[self._unit]
        return {"float": DOUBLE, "bool": INT, "none": INT}[self.kind]

    def chosen(self, scope):
        """A result that a ternary operator chooses."""
        condition = self.draw.condition(scope, 1)
        one, other = (self.draw.any(scope, 1) for _ in range(2))
        if self.kind == "float":
            pattern, kind = "PyFloat_FromDouble(%s)", DOUBLE
        elif self.kind == "int":
            pattern, kind = self._int
        elif self.kind == "bool":
            pattern, kind = "PyBool_FromLong(%s)", LONG
        else:
            return self.lines(one)
        one, other = pattern % self.draw.to(kind, one), pattern % self.draw.to(kind, other)
        return self._leave("%s ? %s : %s" % (condition, one, other))

    def lines(self, value):
        """Lines that end the wrapper with an Expression as its result."""
        if self.kind == "none":
            return self._none(value)
        if self.kind == "bool":
            return self._bool(value)
        if self.kind == "float":
            text = self.draw.to(DOUBLE, value)
            if self.random.random() < 0.15:
                # An int would be taken for a double from where none is.
                return self._leave(
                    'Py_BuildValue("%s", (double)%s)' % (self.random.choice("df"), text)
                )
            return self._leave("PyFloat_FromDouble(%s)" % text)
        if self.kind == "built":
            kind = _BUILT[self._unit]
            text = self.draw.converted(kind, value).text
            return self._leave('Py_BuildValue("%s", (%s)%s)' % (self._unit, kind.name, text))
        pattern, kind = self._int
        if self.random.random() < 0.03:
            pattern, kind = self.random.choice(_INTS)
        return self._leave(pattern % self.draw.to(kind, value))

    def _leave(self, text):
        if self.exit:
            return ["%s = %s;" % (self.exit[0], text), "goto %s;" % self.exit[1]]
        return ["return %s;" % text]

    def _none(self, value):
        before = []
        if not value.simple:
            before = ["if (%s) (void)0;" % value.text] if self.random.random() < 0.2 else []
        if self.exit:
            return [*before, "Py_INCREF(Py_None);", *self._leave("Py_None")]
        return [*before, "Py_RETURN_NONE;"]

    def _bool(self, value):
        way = self.random.random()
        if way < 0.5 or self.exit and way < 0.8:
            return self._leave("PyBool_FromLong(%s)" % self.draw.to(LONG, value))
        if way < 0.8:
            return [["if (%s) {" % value.text, "Py_RETURN_TRUE;", "}"], "Py_RETURN_FALSE;"]
        variable = "%s ? Py_True : Py_False" % value.text
        if "new_ref" in self.draw.without:
            return self._leave("PyBool_FromLong(!!%s)" % value.text)
        return self._leave("Py_NewRef(%s)" % variable)

    def fail(self):
        """Lines that end the wrapper where an exception is set."""
        return ["goto %s;" % self.exit[1]] if self.exit else ["return NULL;"]

    def raises(self, scope):
        """Lines that set an exception and end the wrapper."""
        return [*self.error(scope), *self.fail()]

    def error(self, scope):
        """Lines that set an exception."""
        error = "PyExc_" + self.random.choice(_ERRORS)
        way = self.random.random()
        if way < 0.6:
            return ['PyErr_SetString(%s, "message %d");' % (error, self.random.randrange(100))]
        if way < 0.7:
            return ["PyErr_SetNone(%s);" % error]
        if way < 0.8:
            return ["PyErr_SetObject(%s, Py_None);" % error]
        if way < 0.85:
            return ["PyErr_NoMemory();"]
        if way < 0.87:
            return ["PyErr_BadArgument();"]
        if way < 0.92:
            return ['RAISE(%s, "by a macro");' % error]
        value = self.draw.to(INT, self.draw.leaf(scope, integer=True))
        return ['PyErr_Format(%s, "value %%d", (int)%s);' % (error, value)]


