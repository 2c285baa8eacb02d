"""Draws one wrapper: its arguments, what it computes, and its result."""

from boxing import Boxing
from expressions import Expression
from parsing import Parsing
from scalars import DOUBLE, INT, LONG
from scope import Scope
from statements import Ends


class Wrapper:
    """A wrapper's source and how it may be called. pieces: top-level blocks."""

    def __init__(self, name, parsed, pieces):
        self.name = name
        self.flags = parsed.flags
        self.arguments = parsed.arguments
        self.required = parsed.required
        self.pieces = pieces

    def row(self):
        return '{"%s", (PyCFunction)(void (*)(void))%s, %s, NULL},' % (
            self.name, self.name, self.flags,
        )  # fmt: skip

    def description(self):
        """What a child needs to know to call it."""
        return {
            "name": self.name,
            "required": self.required,
            "keywords": "KEYWORDS" in self.flags,
            "arguments": [[a.passes, a.lowest, a.highest, a.name] for a in self.arguments],
        }


class Wrappers:
    """Draws the wrappers of one unit."""

    def __init__(self, draw, helpers):
        self.draw = draw
        self.random = draw.random
        self.helpers = helpers
        self.parsing = Parsing(draw, helpers.followed)

    def one(self, name):
        boxing, scope = Boxing(self.draw), Scope()
        if self.random.random() < 0.1:
            boxing.exit = ("result", "leave")
        parsed = self.parsing.parse(scope, name, boxing)
        if self.random.random() < 0.2:
            scope.questions += ["(PyErr_Occurred() != NULL)", "(PyErr_Occurred() ? 1 : 0)"]
        make = self.draw.pick(
            (9, self._inline), (4, self._implementation), (2, self._status), (2, self._raising),
            (1, self._errno), (2, self._stateful), (2, self._object), (1, self._chosen),
            (2, self._folded),
        )  # fmt: skip
        before, lines = make(name, scope, boxing)
        if parsed.inside:
            body = [[parsed.inside, *parsed.lines, *lines, "}"], *boxing.fail()]
        else:
            body = [*parsed.lines, *lines]
        parameters = parsed.parameters
        for unused in ("self", "unused"):
            parameters = parameters.replace("*" + unused, "*Py_UNUSED(%s)" % unused)
        head = "static PyObject *%s(%s) {" % (name, parameters)
        if boxing.exit:
            body = [*parsed.before, *body]
            if self.draw.cxx or self.random.random() < 0.3:
                body = [["{", *body, "}"]]
            body = ["PyObject *result = NULL;", *body, "leave:", "return result;"]
        else:
            body = [*parsed.before, *body]
        return Wrapper(name, parsed, [*before, [head, *body, "}"]])

    def _ends(self, boxing):
        return Ends(lambda scope: boxing.lines(self.draw.any(scope, 2)), boxing.raises)

    def _finish(self, scope, boxing, value):
        """The last lines: a result, or by way of a variable."""
        if boxing.kind in ("none", "bool") or self.random.random() < 0.8:
            return boxing.lines(value)
        kind, name = boxing.c_type, scope.fresh("r")
        text = self.draw.to(kind, value)
        return ["%s %s = %s;" % (kind.name, name, text),
                *boxing.lines(Expression(name, kind, simple=True))]

    def _inline(self, name, scope, boxing):
        made = self.helpers.statements()
        lines = made.declarations(scope, self.random.randint(0, 3))
        lines += made.several(scope, self.random.randint(0, 4), self._ends(boxing), 2)
        if self.random.random() < 0.1:
            return [], [*lines, *boxing.chosen(scope)]
        return [], [*lines, *self._finish(scope, boxing, self.draw.any(scope, 3))]

    def _folded(self, name, scope, boxing):
        """What happens is known before any argument is: all of it could be computed."""
        known = Scope(numbers=scope.numbers)
        made = self.helpers.statements()
        lines = made.constants(known, self.random.randint(1, 3))
        ends = Ends(lambda inner: boxing.lines(self.draw.any(inner, 1)), boxing.raises)
        lines += made.several(known, self.random.randint(1, 4), ends, 2)
        scope.variables += known.variables
        return [], [*lines, *self._finish(scope, boxing, self.draw.any(scope, 2))]

    def _guards(self, scope, boxing):
        """What a wrapper tests before it calls its implementation."""
        if self.random.random() < 0.5:
            return []
        made = self.helpers.statements()
        lines = made.declarations(scope, self.random.randint(0, 1))
        return lines + made._raise(scope, self._ends(boxing), 1)

    def _parameters(self, scope):
        """(parameters, arguments, scope inside) for some of the variables."""
        inner, parameters, arguments = Scope(), [], []
        plain = [v for v in scope.variables if v[0].isidentifier()]
        for variable, kind, _, low, high in plain[:3]:
            seen = kind
            if self.random.random() < 0.3:
                seen = self.random.choice((INT, LONG, DOUBLE))
            given = self.draw.to(seen, Expression(variable, kind, low, high, simple=True))
            name = inner.fresh("p")
            parameters.append("%s %s" % (seen.name, name))
            arguments.append(given)
            inner.add(name, seen)
        return parameters, arguments, inner

    def _function(self, name, result, parameters, body):
        head = "static %s %s(%s) {" % (result, name, ", ".join(parameters) or "void")
        return [head, *body, "}"]

    def _implementation(self, name, scope, boxing):
        guards = self._guards(scope, boxing)
        parameters, arguments, inner = self._parameters(scope)
        kind = boxing.c_type
        body = self.helpers.body(inner, kind)
        function = "do_" + name
        call = Expression("%s(%s)" % (function, ", ".join(arguments)), kind)
        made = [self._function(function, kind.name, parameters, body)]
        return made, [*guards, *self._finish(scope, boxing, call)]

    def _status(self, name, scope, boxing):
        """An implementation with a status and an out-parameter."""
        guards = self._guards(scope, boxing)
        parameters, arguments, inner = self._parameters(scope)
        kind = boxing.c_type
        good, bad = self.random.choice(((0, -1), (1, 0), (0, 1), (0, 255)))
        status = self.random.choice(("int", "int", "signed char", "unsigned char", "unsigned"))
        made = self.helpers.statements()
        body = made.several(
            inner, self.random.randint(1, 3), Ends(lambda _: ["return %d;" % bad]), 2
        )
        body.append("*out = %s;" % self.draw.to(kind, self.draw.any(inner, 2)))
        body.append("return %d;" % good)
        function, variable = "do_" + name, scope.fresh("out")
        implementation = self._function(function, status, [*parameters, "%s *out" % kind.name], body)
        call = "%s(%s)" % (function, ", ".join([*arguments, "&" + variable]))
        zero = "0.0" if kind.is_float else "0"
        lines = [*guards, "%s %s = %s;" % (kind.name, variable, zero)]
        # An unsigned status is never negative.
        sure = bad < 0 and status.startswith("unsigned")
        test = "%%s == %d" % bad if not sure and self.random.random() < 0.5 else "%%s != %d" % good
        if self.random.random() < 0.5:
            code = scope.fresh("code")
            lines.append("%s %s = %s;" % (status, code, call))
            call = code
        lines.append(["if (%s) {" % (test % call), *boxing.raises(scope), "}"])
        return [implementation], lines + boxing.lines(Expression(variable, kind, simple=True))

    def _raising(self, name, scope, boxing):
        """An implementation that sets the exception itself."""
        parameters, arguments, inner = self._parameters(scope)
        kind = boxing.c_type
        inside = Boxing(self.draw)
        value = self.random.choice(("-1", "-1", "0", "77"))
        body = self.helpers.body(
            inner, kind, self.random.randint(1, 3),
            lambda at: [*inside.error(at), "return %s;" % value],
        )  # fmt: skip
        function, variable = "do_" + name, scope.fresh("r")
        call = "%s(%s)" % (function, ", ".join(arguments))
        test = "%s == (%s)%s && PyErr_Occurred()" % (variable, kind.name, value)
        if self.random.random() < 0.3:
            test = "PyErr_Occurred()"
        lines = ["%s %s = %s;" % (kind.name, variable, call),
                 ["if (%s) {" % test, *boxing.fail(), "}"]]  # fmt: skip
        made = [self._function(function, kind.name, parameters, body)]
        return made, lines + boxing.lines(Expression(variable, kind, simple=True))

    def _errno(self, name, scope, boxing):
        parameters, arguments, inner = self._parameters(scope)
        kind = boxing.c_type
        number = self.random.choice(("EDOM", "ERANGE", "EINVAL"))
        body = ["if (%s) errno = %s;" % (self.draw.condition(inner), number)]
        body += self.helpers.body(inner, kind, 1)
        function, variable = "do_" + name, scope.fresh("r")
        call = "%s(%s)" % (function, ", ".join(arguments))
        error = self.random.choice((
            ["PyErr_SetFromErrno(PyExc_OSError);"],
            ['PyErr_SetString(PyExc_ValueError, "errno");'],
        ))  # fmt: skip
        lines = ["errno = 0;", "%s %s = %s;" % (kind.name, variable, call),
                 ["if (errno) {", *error, *boxing.fail(), "}"]]  # fmt: skip
        made = [self._function(function, kind.name, parameters, body)]
        return made, lines + boxing.lines(Expression(variable, kind, simple=True))

    def _stateful(self, name, scope, boxing):
        guards = self._guards(scope, boxing)
        parameters, arguments, inner = self._parameters(scope)
        kind = boxing.c_type
        for variable, its in self.helpers.state:
            inner.add(variable, its)
        body = self.helpers.body(inner, kind, self.random.randint(1, 3))
        body.insert(-1, "state0++;")
        function = "do_" + name
        call = Expression("%s(%s)" % (function, ", ".join(arguments)), kind)
        made = [self._function(function, kind.name, parameters, body)]
        return made, [*guards, *self._finish(scope, boxing, call)]

    def _object(self, name, scope, boxing):
        """A helper that makes the result."""
        parameters, arguments, inner = self._parameters(scope)
        inside = boxing.exit
        boxing.exit = None
        made = self.helpers.statements()
        body = made.declarations(inner, 1)
        body += made.several(inner, self.random.randint(0, 2), self._ends(boxing), 2)
        body += boxing.lines(self.draw.any(inner, 2))
        boxing.exit = inside
        function = "make_" + name
        call = "%s(%s)" % (function, ", ".join(arguments))
        return [self._function(function, "PyObject *", parameters, body)], boxing._leave(call)

    def _chosen(self, name, scope, boxing):
        """A status variable that gathers what went wrong."""
        status = scope.fresh("status")
        kind = self.random.choice(("int", "int", "unsigned char", "short", "unsigned"))
        lines = ["%s %s = 0;" % (kind, status)]
        for value in self.random.sample((1, 2, -1, 256, 255, 3), self.random.randint(1, 3)):
            test = "if (%s) {" % self.draw.condition(scope)
            operator = self.random.choice(("=", "=", "|=", "+="))
            lines.append([test, "%s %s %d;" % (status, operator, value), "}"])
        tests = ("%s", "%s != 0", "%s < 0", "%s > 0", "%s == 1", "%s >= 0.5")
        test = self.random.choice(tests) % status
        lines.append(["if (%s) {" % test, *boxing.raises(scope), "}"])
        return [], [*lines, *self._finish(scope, boxing, self.draw.any(scope, 2))]
