"""Draws how a wrapper takes its arguments.

What comes of it: lines, variables in the scope, and for the calls what each argument takes.
"""

import scalars
from expressions import Expression
from scalars import (
    CHAR, DOUBLE, FLOAT, INT, LLONG, LONG, SHORT, SIZE, SSIZE, UCHAR, UINT, ULLONG, ULONG, USHORT,
)  # fmt: skip
from scope import Scope

#: Format unit: its C type, and what calls() of the child passes.
UNITS = {
    "b": (UCHAR, "int"), "B": (UCHAR, "int"), "h": (SHORT, "int"), "H": (USHORT, "int"),
    "i": (INT, "int"), "I": (UINT, "int"), "l": (LONG, "int"), "k": (ULONG, "int"),
    "L": (LLONG, "int"), "K": (ULLONG, "int"), "n": (SSIZE, "int"), "c": (CHAR, "byte"),
    "C": (INT, "char"), "f": (FLOAT, "real"), "d": (DOUBLE, "real"), "p": (INT, "bool"),
}  # fmt: skip
#: Units of memory: what calls pass.
TEXTS = {
    "s": "str", "z": "str or None", "y": "bytes", "s#": "text", "z#": "text or None",
    "y#": "bytes",
}  # fmt: skip
_WEIGHTS = [1, 1, 2, 2, 6, 3, 6, 3, 3, 2, 3, 1, 1, 3, 8, 3]

#: Function, type it returns, what it returns on errors, what calls pass.
CONVERTERS = [
    ("PyLong_AsLong", LONG, "-1", "int"), ("PyLong_AsLong", LONG, "-1", "int"),
    ("PyLong_AsLongLong", LLONG, "-1", "int"), ("PyLong_AsSsize_t", SSIZE, "-1", "int"),
    ("PyLong_AsSize_t", SIZE, "(size_t)-1", "int"),
    ("PyLong_AsUnsignedLong", ULONG, "(unsigned long)-1", "int"),
    ("PyLong_AsUnsignedLongLong", ULLONG, "(unsigned long long)-1", "int"),
    ("PyLong_AsUnsignedLongMask", ULONG, "(unsigned long)-1", "int"),
    ("_PyLong_AsInt", INT, "-1", "int"), ("PyFloat_AsDouble", DOUBLE, "-1.0", "real"),
    ("PyFloat_AsDouble", DOUBLE, "-1", "real"), ("PyObject_IsTrue", INT, "-1", "bool"),
]  # fmt: skip


#: What a wrapper may ask of an object.
_QUESTIONS = (
    "PyLong_Check(%s)", "PyFloat_Check(%s)", "PyLong_CheckExact(%s)", "PyBool_Check(%s)",
    "PyNumber_Check(%s)", "PyIndex_Check(%s)", "PyUnicode_Check(%s)", "(Py_TYPE(%s) == &PyLong_Type)",
    "PyFloat_CheckExact(%s)", "PyObject_TypeCheck(%s, &PyFloat_Type)", "(%s == Py_None)",
    "PyBytes_Check(%s)", "(Py_TYPE(%s) != &PyFloat_Type)",
)  # fmt: skip


class Argument:
    """What one argument takes. passes: a kind of value; name: its keyword, or None."""

    def __init__(self, passes, kind, name=None):
        self.passes = passes
        self.lowest = kind.lowest
        self.highest = kind.highest
        self.name = name


class Parsed:
    """One wrapper's arguments. before: lines in front of all others."""

    def __init__(self, flags, parameters):
        self.flags = flags
        self.parameters = parameters
        self.arguments = []
        self.required = 0
        self.before = []
        self.lines = []
        #: The head of a block that all lines are in, if arguments are tested that way round.
        self.inside = None


class Parsing:
    """Draws the arguments of one wrapper after the other."""

    def __init__(self, draw, followed):
        self.draw = draw
        self.random = draw.random
        self.converters = [
            each for each in CONVERTERS
            if each[0] != "_PyLong_AsInt" or "as_int" not in draw.without
        ]  # fmt: skip
        #: Functions that convert one object: (name, out, passes).
        self.followed = followed

    def parse(self, scope, name, boxing):
        way = self.draw.pick(
            (9, self._tuple), (6, self._keywords), (2, self._unpack), (2, self._by_hand),
            (3, self._one), (1, self._none), (2, self._fast),
        )  # fmt: skip
        return way(scope, name, boxing)

    # ---- by format ----

    def _format(self, scope, parsed, many, keywords=False):
        """(format, what is passed behind it); the variables are declared."""
        count = self.random.choice((1, 1, 2, 2, 3, many))
        parsed.required = count
        if self.random.random() < 0.45:
            parsed.required = self.random.randint(0, count)
        text, passed, objects = "", [], []
        for place in range(count):
            if place == parsed.required:
                text += "|"
                if keywords and self.random.random() < 0.2:
                    text += "$"
            unit = self.random.choices(list(UNITS), _WEIGHTS)[0]
            kind, passes = UNITS[unit]
            variable = scope.fresh("arg")
            optional = place >= parsed.required
            if self.random.random() < 0.07:
                text += self._text(scope, parsed, variable, optional, passed, keywords)
                continue
            default = ""
            if optional or self.random.random() < 0.3:
                default = " = %s" % self._default(kind)
            if self.random.random() < 0.03 and not optional:
                objects.append((variable, len(parsed.arguments)))
                parsed.before.append("PyObject *%s;" % variable)
                unit, passes = "O", "int"
            else:
                parsed.before.append("%s %s%s;" % (kind.name, variable, default))
                scope.add(variable, kind)
            text += unit
            parsed.arguments.append(Argument(passes, kind, variable if keywords else None))
            passed.append("&" + variable)
        return text, passed, objects

    def _text(self, scope, parsed, variable, optional, passed, keywords):
        """A unit that hands out memory of the argument."""
        unit = self.random.choice(list(TEXTS))
        missing = unit[0] == "z" or optional
        length = variable + "_size" if unit.endswith("#") else None
        default = " = NULL" if missing else ""
        parsed.before.append("const char *%s%s;" % (variable, default))
        passed.append("&" + variable)
        if length:
            parsed.before.append("Py_ssize_t %s = 0;" % length)
            passed.append("&" + length)
            scope.add(length, SSIZE, False)
        scope.texts.append((variable, length, missing))
        argument = Argument(TEXTS[unit], LONG, variable if keywords else None)
        parsed.arguments.append(argument)
        return unit

    def _default(self, kind):
        if kind.is_float:
            return self.draw.float_number().text
        if kind is CHAR and self.random.random() < 0.5:
            return "'%s'" % self.random.choice("axZ0 ")
        if self.draw.names and self.random.random() < 0.2:
            return self.random.choice(self.draw.names).text
        value = self.draw.number()
        if not kind.holds(value.lowest, value.highest):
            return self.draw.cast(kind, value.text)
        return value.text

    def _checked(self, scope, call, boxing):
        """Lines that leave the wrapper if a call yields 0."""
        fail = boxing.fail()
        way = self.random.random()
        if way < 0.6:
            return [["if (!%s) {" % call, *fail, "}"]]
        if way < 0.75:
            return [["if (%s == 0) {" % call, *fail, "}"]]
        status = scope.fresh("ok")
        check = self.random.choice(("!%s", "%s == 0", "%s < 1", "%s != 1")) % status
        return ["int %s = %s;" % (status, call), ["if (%s) {" % check, *fail, "}"]]

    def _suffix(self, name):
        return self.random.choice(("", "", ":" + name, ":" + name, ";only so"))

    def _tuple(self, scope, name, boxing):
        parsed = Parsed("METH_VARARGS", "PyObject *self, PyObject *args")
        text, passed, objects = self._format(scope, parsed, 4)
        given = ["args", '"%s%s"' % (text, self._suffix(name)), *passed]
        call = "PyArg_ParseTuple(%s)" % ", ".join(given)
        self._test(scope, parsed, call, boxing)
        self._convert_all(scope, parsed, objects, boxing)
        if self.random.random() < 0.1:
            size = scope.fresh("size")
            parsed.lines.append("Py_ssize_t %s = PyTuple_GET_SIZE(args);" % size)
            scope.add(size, SSIZE, True)
        return parsed

    def _keywords(self, scope, name, boxing):
        parameters = "PyObject *self, PyObject *args, PyObject *kwargs"
        parsed = Parsed("METH_VARARGS | METH_KEYWORDS", parameters)
        text, passed, objects = self._format(scope, parsed, 4, keywords=True)
        names = ['"%s"' % each.name for each in parsed.arguments]
        if self.random.random() < 0.1:
            names[0] = '""'
            parsed.arguments[0].name = None
        constant = "const " if self.draw.cxx else ""
        names = ", ".join(names)
        parsed.before.insert(0, "static %schar *keywords[] = {%s, NULL};" % (constant, names))
        given = "const_cast<char **>(keywords)" if self.draw.cxx else "keywords"
        call = "PyArg_ParseTupleAndKeywords(%s)" % ", ".join(
            ["args", "kwargs", '"%s%s"' % (text, self._suffix(name)), given, *passed]
        )
        self._test(scope, parsed, call, boxing)
        self._convert_all(scope, parsed, objects, boxing)
        return parsed

    def _test(self, scope, parsed, call, boxing):
        if self.random.random() < 0.1:
            parsed.inside = self.random.choice(("if (%s) {", "if (%s != 0) {")) % call
        else:
            parsed.lines = self._checked(scope, call, boxing)

    def _unpack(self, scope, name, boxing):
        parsed = Parsed("METH_VARARGS", "PyObject *self, PyObject *args")
        count = self.random.randint(1, 3)
        parsed.required = count if self.random.random() < 0.7 else self.random.randint(0, count)
        objects = [(scope.fresh("obj"), place) for place in range(count)]
        for object_, place in objects:
            optional = " = NULL" if place >= parsed.required or self.random.random() < 0.3 else ""
            parsed.before.append("PyObject *%s%s;" % (object_, optional))
            parsed.arguments.append(Argument("int", LONG))
        call = 'PyArg_UnpackTuple(args, "%s", %d, %d, %s)' % (
            name, parsed.required, count, ", ".join("&" + each for each, _ in objects),
        )  # fmt: skip
        parsed.lines = self._checked(scope, call, boxing)
        self._convert_all(scope, parsed, objects, boxing)
        return parsed

    # ---- by hand ----

    def _by_hand(self, scope, name, boxing):
        parsed = Parsed("METH_VARARGS", "PyObject *self, PyObject *args")
        size = self.random.choice(("PyTuple_GET_SIZE(args)", "PyTuple_Size(args)"))
        item = self.random.choice(("PyTuple_GET_ITEM(args, %d)", "PyTuple_GetItem(args, %d)"))
        return self._counted(scope, name, boxing, parsed, size, item)

    def _fast(self, scope, name, boxing):
        parsed = Parsed("METH_FASTCALL", "PyObject *self, PyObject *const *args, Py_ssize_t nargs")
        return self._counted(scope, name, boxing, parsed, "nargs", "args[%d]")

    def _counted(self, scope, name, boxing, parsed, size, item):
        count = self.random.choice((1, 1, 2, 2, 3))
        parsed.required = count if self.random.random() < 0.7 else self.random.randint(0, count)
        if self.random.random() < 0.4:
            variable = scope.fresh("count")
            kind = self.random.choice((SSIZE, SSIZE, INT, LONG, SIZE))
            parsed.lines.append("%s %s = %s;" % (kind.name, variable, size))
            size = variable
            scope.add(variable, kind, True)
        if parsed.required < count and self.random.random() < 0.5:
            return self._switched(scope, name, boxing, parsed, size, item, count)
        low, high = parsed.required, count
        check = "%s != %d" % (size, count) if low == high else self.random.choice((
            "%s < %d || %s > %d" % (size, low, size, high),
            "!(%s >= %d && %s <= %d)" % (size, low, size, high),
        ))  # fmt: skip
        if self.random.random() < 0.8:
            error = 'PyErr_SetString(PyExc_TypeError, "%s takes other arguments");' % name
        else:
            error = 'PyErr_Format(PyExc_TypeError, "%s takes %%d", %d);' % (name, count)
        parsed.lines.append(["if (%s) {" % check, error, *boxing.fail(), "}"])
        for place in range(count):
            kind_of = self.random.choice(self.converters)
            parsed.arguments.append(Argument("int", LONG))
            source = item % place
            variable = scope.fresh("arg")
            if place < parsed.required and self.random.random() < 0.2:
                parsed.lines.append("PyObject *%s_object = %s;" % (variable, source))
                source = "%s_object" % variable
            if place < parsed.required:
                parsed.lines += self.convert(scope, parsed, place, source, variable, kind_of, boxing)
                continue
            kind = kind_of[1]
            parsed.before.append("%s %s = %s;" % (kind.name, variable, self._default(kind)))
            inner = self.convert(
                scope, parsed, place, source, variable, kind_of, boxing, declare=False
            )
            parsed.lines.append([
                self.random.choice(("if (%s > %d) {", "if (%s >= %d + 1) {")) % (size, place),
                *inner, "}",
            ])  # fmt: skip
        return parsed

    def _switched(self, scope, name, boxing, parsed, size, item, count):
        """A switch over the number of arguments: the last one first."""
        lines = []
        for place in range(count):
            converter = self.random.choice(self.converters)
            parsed.arguments.append(Argument("int", LONG))
            variable = scope.fresh("arg")
            parsed.before.append(
                "%s %s = %s;" % (converter[1].name, variable, self._default(converter[1]))
            )
            inner = self.convert(
                scope, parsed, place, item % place, variable, converter, boxing, declare=False
            )
            case = ["case %d:" % (place + 1), ["{", *inner, "}"]]
            if place + 1 >= parsed.required:
                lines = [*case, "/* falls through */", *lines]
            else:
                lines += case
        if not parsed.required:
            lines += ["/* falls through */", "case 0:"]
        else:
            # Those that nobody may leave out have no case of their own.
            lines = [each for place, each in enumerate(lines)
                     if not (isinstance(each, str) and each.startswith("case ")
                             and int(each[5:-1]) < parsed.required)]
        error = 'PyErr_SetString(PyExc_TypeError, "another number");'
        lines += ["break;", "default:", error, *boxing.fail()]
        parsed.lines.append(["switch (%s) {" % size, *lines, "}"])
        return parsed

    def _one(self, scope, name, boxing):
        parsed = Parsed("METH_O", "PyObject *self, PyObject *arg")
        parsed.required = 1
        if self.random.random() < 0.3:
            unit = self.random.choices(list(UNITS), _WEIGHTS)[0]
            kind, passes = UNITS[unit]
            variable = scope.fresh("arg")
            parsed.before.append("%s %s;" % (kind.name, variable))
            parsed.arguments.append(Argument(passes, kind))
            call = 'PyArg_Parse(arg, "%s", &%s)' % (unit, variable)
            parsed.lines = self._checked(scope, call, boxing)
            scope.add(variable, kind)
            return parsed
        parsed.arguments.append(Argument("int", LONG))
        parsed.lines = self.convert(
            scope, parsed, 0, "arg", scope.fresh("arg"), self.random.choice(self.converters), boxing
        )
        return parsed

    def _none(self, scope, name, boxing):
        return Parsed("METH_NOARGS", "PyObject *self, PyObject *unused")

    def _convert_all(self, scope, parsed, objects, boxing):
        """Lines that convert objects, those that may be missing under a test."""
        for object_, place in objects:
            variable = scope.fresh("arg")
            converter = self.random.choice(self.converters)
            if place < parsed.required:
                parsed.lines += self.convert(
                    scope, parsed, place, object_, variable, converter, boxing
                )
                continue
            kind = converter[1]
            parsed.before.append("%s %s = %s;" % (kind.name, variable, self._default(kind)))
            inner = self.convert(
                scope, parsed, place, object_, variable, converter, boxing, declare=False
            )
            test = self.random.choice(("if (%s) {", "if (%s != NULL) {")) % object_
            parsed.lines.append([test, *inner, "}"])

    def convert(self, scope, parsed, place, source, variable, converter, boxing, declare=True):
        """Lines that make a variable of an object."""
        function, kind, error, passes = converter
        fail = boxing.fail()
        if self.followed and self.random.random() < 0.2:
            function, kind, passes = self.random.choice(self.followed)
            name = variable if declare else variable + "_value"
            call = "%s(%s, &%s)" % (function, source, name)
            parsed.arguments[place] = self._argument(parsed, place, passes, kind)
            lines = ["%s %s;" % (kind.name, name), ["if (!%s) {" % call, *fail, "}"]]
            if declare:
                scope.add(name, kind)
            else:
                value = self._of(name, kind)
                target = self._declared(scope, parsed, variable)
                lines.append("%s = %s;" % (variable, self.draw.to(target, value)))
                scope.add(variable, target)
            return lines
        parsed.arguments[place] = self._argument(parsed, place, passes, kind)
        call = "%s(%s)" % (function, source)
        lines = []
        if self.random.random() < 0.08 and place < parsed.required:
            scope.questions += [each % source for each in self.random.sample(_QUESTIONS, 2)]
        if function == "PyFloat_AsDouble" and self.random.random() < 0.1:
            return self._dispatched(scope, source, variable, fail, declare)
        if self.random.random() < 0.15 and passes != "bool":
            test = self.random.choice(
                ("PyLong_Check", "PyLong_CheckExact") if passes == "int" else
                ("PyFloat_Check", "PyFloat_CheckExact", "PyNumber_Check")
            )  # fmt: skip
            lines.append(["if (!%s(%s)) {" % (test, source),
                          'PyErr_SetString(PyExc_TypeError, "another type");', *fail, "}"])
        stored = kind
        if kind in (LONG, LLONG, SSIZE) and declare and self.random.random() < 0.15:
            stored = self.random.choice((INT, SHORT, scalars.SCHAR))
            call = "(%s)%s" % (stored.name, call)
        if function == "PyLong_AsLong" and declare and stored is kind and self.random.random() < 0.15:
            overflow = scope.fresh("over")
            lines += ["int %s;" % overflow,
                      "long %s = PyLong_AsLongAndOverflow(%s, &%s);" % (variable, source, overflow),
                      ["if (%s != 0) {" % overflow,
                       'PyErr_SetString(PyExc_OverflowError, "too much");', *fail, "}"]]
        else:
            left = "%s %s" % (stored.name, variable) if declare else variable
            lines.append("%s = %s;" % (left, call))
        lines += self._error_check(variable, error, passes, fail, scope if declare else Scope())
        if passes == "int" and self.random.random() < 0.15:
            limit = self.random.choice((100, 255, 1000, 32767, 2147483647))
            test = "%s < 0 || %s > %d" % (variable, variable, limit)
            if self.random.random() < 0.5 or not stored.signed:
                test = "%s > %d" % (variable, limit)
            lines.append(["if (%s) {" % test,
                          'PyErr_SetString(PyExc_OverflowError, "out of range");', *fail, "}"])
        scope.add(variable, stored)
        return lines

    def _dispatched(self, scope, source, variable, fail, declare):
        """A float is looked into, anything else converted."""
        test = self.random.choice(("PyFloat_Check(%s)", "PyFloat_CheckExact(%s)",
                                   "PyLong_Check(%s) == 0 && PyFloat_Check(%s)"))  # fmt: skip
        test = test.replace("%s", source)
        scope.add(variable, DOUBLE)
        other = self.random.choice(("PyFloat_AsDouble(%s)", "PyFloat_AsDouble(%s)",
                                    "(double)PyLong_AsLong(%s)"))  # fmt: skip
        return [
            *(["double %s;" % variable] if declare else []),
            ["if (%s) {" % test, "%s = PyFloat_AS_DOUBLE(%s);" % (variable, source),
             "} else {", "%s = %s;" % (variable, other % source),
             ["if (%s == -1.0 && PyErr_Occurred()) {" % variable, *fail, "}"], "}"],
        ]  # fmt: skip

    def _error_check(self, variable, error, passes, fail, scope):
        if passes == "bool":
            test = self.random.choice(("%s < 0", "%s == -1")) % variable
        else:
            test = self.random.choice((
                "%s == %s && PyErr_Occurred()", "%s == %s && PyErr_Occurred()",
                "PyErr_Occurred() && %s == %s", "%s == %s && PyErr_Occurred() != NULL",
            )) % (variable, error)  # fmt: skip
            if self.random.random() < 0.2:
                test = "PyErr_Occurred()"
            way = self.random.random()
            if way < 0.05:
                return [["switch (!!(%s)) {" % test,
                         "case 0:", "break;", "default:", *fail, "}"]]
            if way < 0.15:
                bad = variable + "_bad"
                kind = self.random.choice(("int", "int", "unsigned char", "long"))
                if way < 0.08:
                    lines = ["%s %s = 0;" % (kind, bad),
                             ["if (%s == %s) {" % (variable, error),
                              "%s = PyErr_Occurred() != NULL;" % bad, "}"]]
                elif way < 0.11:
                    lines = ["%s %s = %s == %s ? PyErr_Occurred() != NULL : 0;" % (
                        kind, bad, variable, error)]
                else:
                    lines = ["%s %s = %s == %s && PyErr_Occurred();" % (kind, bad, variable, error)]
                if kind != "long":
                    scope.add(bad, INT if kind == "int" else UCHAR, True)
                check = self.random.choice(("%s", "%s != 0", "%s > 0", "%s == 1", "!!%s")) % bad
                return [*lines, ["if (%s) {" % check, *fail, "}"]]
            if way < 0.18:
                return [["while (%s) {" % test, *fail, "}"]]
            if way < 0.21:
                return [["do {", ["if (%s) {" % test, *fail, "}"], "} while (0);"]]
            if way < 0.25:
                return [["if (!(%s)) {" % test, ";", "} else {", *fail, "}"]]
            if way < 0.28:
                return [["if (%s) {" % test, "PyErr_Clear();", "%s = 7;" % variable, "}"]]
        return [["if (%s) {" % test, *fail, "}"]]

    @staticmethod
    def _of(name, kind):
        return Expression(name, kind, simple=True)

    @staticmethod
    def _argument(parsed, place, passes, kind):
        return Argument(passes, kind, parsed.arguments[place].name)

    @staticmethod
    def _declared(scope, parsed, variable):
        """The type that a variable was declared with."""
        for line in parsed.before:
            head, _, _ = line.partition(" = ")
            words = head.rpartition(" ")
            if words[2] == variable:
                for kind in [*scalars.INTEGERS, *scalars.FLOATS]:
                    if kind.name == words[0]:
                        return kind
        raise LookupError(variable)
