"""Draws what a unit has beside its wrappers: types, tables, and functions that they call."""

import scalars
from expressions import Expression
from scalars import BOOL, DOUBLE, INT, LONG, UINT, Type
from scope import Scope
from statements import Ends, Statements


class Helpers:
    """The helpers of one unit; lines: their source."""

    def __init__(self, draw):
        self.draw = draw
        self.random = draw.random
        self.lines = []
        self.structs, self.enums, self.setters, self.followed = [], [], [], []
        self.state = [("state0", scalars.ULONG), ("state1", DOUBLE), ("state2", INT)]
        self._texts()
        self._enums()
        self._tables()
        self._structs()
        for number in range(self.random.randint(1, 3)):
            self._pure(number)
        for number in range(self.random.randint(1, 2)):
            self._setter(number)
        self._pointers()
        self._follow()
        self.lines.append("static unsigned long state0;")
        self.lines.append("static double state1;")
        self.lines.append("static int state2;")

    def statements(self):
        return Statements(self.draw, self.structs, self.enums, self.setters)

    def _type(self):
        return self.random.choice(scalars.INTEGERS + scalars.FLOATS)

    def _texts(self):
        """What is computed over the bytes of a text."""
        factor = self.random.choice((31, 33, 257))
        self.lines += [
            ["__attribute__((unused)) static unsigned long digest(const char *text) {",
             "unsigned long sum = 5381;",
             ["while (*text) {", "sum = sum * %d + (unsigned char)*text++;" % factor, "}"],
             "return sum;", "}"],
            ["__attribute__((unused)) static unsigned long digest_of(const char *text, Py_ssize_t size) {",
             "unsigned long sum = 1;",
             ["for (Py_ssize_t i = 0; i < size; i++) {", "sum = sum * %d ^ text[i];" % factor, "}"],
             "return sum;", "}"],
        ]  # fmt: skip

    def _enums(self):
        for number in range(self.random.randint(1, 2)):
            value, members = self.random.choice((0, 0, 1, -2)), []
            signed = value < 0
            for letter in "ABC"[: self.random.randint(2, 3)]:
                name = "%s%d" % (letter, number)
                members.append("%s = %d" % (name, value))
                self.draw.names.append(Expression(name, INT, value, value, simple=True))
                value += self.random.choice((1, 1, 3, 100))
            self.lines.append("enum kind%d { %s };" % (number, ", ".join(members)))
            kind = Type("enum kind%d" % number, "int", 32, signed, 3)
            self.enums.append(("kind%d" % number, kind))
        value = self.draw.number()
        self.lines.append("#define LIMIT (%s)" % value.text)
        self.draw.names.append(
            Expression("LIMIT", value.type, value.lowest, value.highest, simple=True)
        )
        self.lines.append("#define RAISE(error, text) PyErr_SetString(error, text)")
        self.lines.append("#define LARGER(a, b) ((a) > (b) ? (a) : (b))")

    def _tables(self):
        for number in range(self.random.randint(1, 2)):
            kind, length = self._type(), self.random.choice((2, 4, 8))
            values = [
                self.draw.float_number().text if kind.is_float else self.draw.number(kind).text
                for _ in range(length)
            ]
            if kind.is_float:
                values = ["(%s)%s" % (kind.name, each) for each in values]
            self.lines.append(
                "static const %s table%d[%d] = {%s};"
                % (kind.name, number, length, ", ".join(values))
            )
            self.draw.tables.append(("table%d" % number, kind, length))

    def _structs(self):
        fields, lines = [], []
        for number in range(self.random.randint(2, 3)):
            kind, name = self._type(), "f%d" % number
            fields.append((name, kind, None, None))
            lines.append("%s %s;" % (kind.name, name))
        for number in range(self.random.randint(1, 2)):
            kind, name = self.random.choice((INT, UINT, UINT, BOOL)), "b%d" % number
            bits = 1 if kind is BOOL else self.random.randint(2, 17)
            low = -(1 << bits - 1) if kind.signed else 0
            high = (1 << bits - 1) - 1 if kind.signed else (1 << bits) - 1
            # An unsigned one of fewer bits than int is promoted to int.
            seen = BOOL if kind is BOOL else Type(kind.name, "int", 32, kind.signed, 2)
            fields.append((name, seen, low, high))
            lines.append("%s %s : %d;" % (kind.name if kind is not INT else "signed int", name, bits))
        self.lines.append(["struct parts {", *lines, "};"])
        self.structs.append(("parts", "struct", fields))
        kinds = [self._type() for _ in range(2)]
        self.lines.append(
            ["union either {", *("%s u%d;" % (k.name, n) for n, k in enumerate(kinds)), "};"]
        )
        self.structs.append(
            ("either", "union", [("u%d" % n, k, None, None) for n, k in enumerate(kinds)])
        )

    def body(self, scope, result, count=None, raises=None):
        """Lines of a function that returns a scalar."""
        made = self.statements()
        lines = made.declarations(scope, self.random.randint(0, 2))

        def leave(inner):
            return ["return %s;" % self.draw.to(result, self.draw.any(inner, 2))]

        count = self.random.randint(0, 3) if count is None else count
        lines += made.several(scope, count, Ends(leave, raises), 2)
        return [*lines, *leave(scope)]

    def _pure(self, number):
        result = self.random.choice((INT, LONG, DOUBLE, self._type()))
        parameters = [self._type() for _ in range(self.random.randint(1, 2))]
        scope = Scope()
        given = []
        for kind in parameters:
            name = scope.fresh("p")
            scope.add(name, kind)
            given.append("%s %s" % (kind.name, name))
        name = "helper%d" % number
        fewer = []
        inline = self.random.choice(("static ", "static ", "static inline "))
        if self.draw.cxx and len(given) > 1 and self.random.random() < 0.5:
            default = self.draw.to(parameters[-1], self.draw.number())
            given[-1] += " = %s" % default
            fewer = [(name, result, parameters[:-1])]
        head = "%s%s %s(%s) {" % (inline, result.name, name, ", ".join(given))
        self.lines.append([head, *self.body(scope, result), "}"])
        self.draw.functions += [(name, result, parameters), *fewer]

    def _setter(self, number):
        parameter, out = self._type(), self._type()
        scope, name = Scope(), "setter%d" % number
        scope.add("p", parameter)
        made = self.statements()
        lines = made.several(scope, self.random.randint(0, 2), Ends(lambda _: ["return -1;"]), 1)
        lines.append("*out = %s;" % self.draw.to(out, self.draw.any(scope, 2)))
        self.lines.append([
            "static int %s(%s p, %s *out) {" % (name, parameter.name, out.name),
            *lines, "return 0;", "}",
        ])  # fmt: skip
        self.setters.append((name, parameter, out))

    def _pointers(self):
        """Functions that are called through a constant table of pointers."""
        if self.random.random() < 0.85:
            return
        names = []
        for number in range(2):
            scope = Scope()
            scope.add("p", LONG)
            name = "option%d" % number
            self.lines.append(["static long %s(long p) {" % name, *self.body(scope, LONG, 1), "}"])
            names.append(name)
        self.lines.append("static long (*const options[2])(long) = {%s};" % ", ".join(names))
        self.draw.functions.append(("options[%d]" % self.random.randrange(2), LONG, [LONG]))

    def _follow(self):
        """Functions that convert an object."""
        for number in range(self.random.randint(0, 2)):
            function, kind, error = self.random.choice((
                ("PyLong_AsLong", LONG, "-1"), ("PyFloat_AsDouble", DOUBLE, "-1.0"),
                ("PyLong_AsLong", INT, "-1"),
            ))  # fmt: skip
            wide = LONG if kind is INT else kind
            name = "convert%d" % number
            lines = [
                "%s value = %s(object);" % (wide.name, function),
                ["if (value == %s && PyErr_Occurred()) {" % error, "return 0;", "}"],
            ]
            if kind is INT:
                error = 'PyErr_SetString(PyExc_OverflowError, "no int");'
                test = "value > 2147483647 || value < -2147483647 - 1"
                lines.append(["if (%s) {" % test, error, "return 0;", "}"])
            self.lines.append([
                "static int %s(PyObject *object, %s *out) {" % (name, kind.name), *lines,
                "*out = %svalue;" % ("(int)" if kind is INT else ""), "return 1;", "}",
            ])  # fmt: skip
            self.followed.append((name, kind, "real" if kind is DOUBLE else "int"))
