"""Draws what is rarer in expressions and declarations: what an analysis may not expect."""

import scalars
from expressions import Expression
from scalars import DOUBLE, INT, LONG, UINT, ULONG


def expression(draw, scope, depth):
    """Any of them, as an Expression."""
    make = draw.random.choice(_EXPRESSIONS if not draw.cxx else _COMMON)
    return make(draw, scope.constant(), depth)


def _literal(draw, scope, depth):
    values = ", ".join(draw.number(INT).text for _ in range(4))
    index = draw.leaf(scope, integer=True).text
    return Expression("((int[]){%s})[(unsigned)%s & 3]" % (values, index), INT)


def _generic(draw, scope, depth):
    one = draw.any(scope, depth)
    text = "_Generic((%s), int: 1, unsigned: 2, double: 3, float: 5, default: 4)" % one.text
    return Expression(text, INT, 1, 5)


def _expected(draw, scope, depth):
    text = "__builtin_expect(!!%s, %d)" % (draw.any(scope, depth).text, draw.random.randint(0, 1))
    return Expression(text, LONG, 0, 1)


def _population(draw, scope, depth):
    one = draw.to(UINT, draw.any(scope, depth))
    return Expression("__builtin_popcount(%s)" % one, INT, 0, 32)


def _overflow(draw, scope, depth):
    kind = draw.random.choice((INT, LONG, UINT))
    one, other = (draw.to(kind, draw.leaf(scope)) for _ in range(2))
    name = scope.fresh("v")
    operation = draw.random.choice(("add", "sub", "mul"))
    text = "__builtin_%s_overflow((%s)%s, (%s)%s, &%s)" % (
        operation, kind.name, one, kind.name, other, name,
    )  # fmt: skip
    return Expression("({ %s %s; %s ? 7 : %s; })" % (kind.name, name, text, name), kind)


def _finite(draw, scope, depth):
    name = draw.random.choice(("__builtin_isnan", "__builtin_isfinite", "__builtin_isinf"))
    return Expression("(%s(%s) != 0)" % (name, draw.leaf(scope, integer=False).text), INT, 0, 1)


def _binary(draw, scope, depth):
    one, other = draw.leaf(scope, integer=False), draw.leaf(scope, integer=False)
    name = draw.random.choice(("fmin", "fmax", "fmod", "fdim"))
    return Expression("%s(%s, %s)" % (name, one.text, other.text), DOUBLE)


def _absolute(draw, scope, depth):
    one = draw.leaf(scope, integer=True).text
    return Expression("labs((long)%s %% 100000)" % one, LONG, 0, 99999)


def _omitted(draw, scope, depth):
    one, other = draw.leaf(scope, integer=True), draw.leaf(scope, integer=True)
    kind = scalars.common(one.type, other.type)
    return Expression("(%s ?: %s)" % (one.text, other.text), kind)


def _bool_sum(draw, scope, depth):
    one, other = draw.condition(scope, depth), draw.condition(scope, depth)
    return Expression("(!!%s + !%s * 2)" % (one, other), INT, 0, 3)


def _quotient(draw, scope, depth):
    one = draw.leaf(scope, integer=True)
    divisor = draw.leaf(scope, integer=True).text
    text = "(%s != 0 ? (unsigned long)%s / (unsigned long)%s : 3)" % (divisor, one.text, divisor)
    return Expression(text, ULONG)


_COMMON = (
    _expected, _population, _overflow, _finite, _binary, _absolute, _omitted, _bool_sum, _quotient,
)  # fmt: skip
_EXPRESSIONS = (*_COMMON, _literal, _generic)


def declaration(draw, scope):
    """Lines that declare something."""
    return draw.random.choice((_static, _enumerators, _alias, _walk, _copied, _chain))(draw, scope)


def _static(draw, scope):
    """A constant table of the function's own."""
    name, kind = scope.fresh("t"), draw.random.choice((INT, LONG, scalars.UCHAR, scalars.SHORT))
    values = ", ".join(draw.number(kind).text for _ in range(4))
    scope.add("%s[%d]" % (name, draw.random.randrange(4)), kind, False)
    index = scope.read(draw.random, integer=True)
    if index:
        scope.add("%s[(unsigned)%s & 3]" % (name, index.text), kind, False)
    return ["static const %s %s[4] = {%s};" % (kind.name, name, values)]


def _enumerators(draw, scope):
    name, value = scope.fresh("L"), draw.random.choice((0, 1, 5, -3, 200))
    scope.add(name, INT, False, value, value)
    return ["enum { %s = %d };" % (name, value)]


def _alias(draw, scope):
    name, kind = scope.fresh("type"), draw.random.choice((INT, DOUBLE, scalars.UCHAR, LONG))
    variable = scope.fresh("x")
    value = draw.to(kind, draw.any(scope, 1))
    scope.add(variable, kind)
    return ["typedef %s %s;" % (kind.name, name), "%s %s = %s;" % (name, variable, value)]


def _walk(draw, scope):
    """A loop over an array by a pointer."""
    kind = draw.random.choice((INT, LONG, UINT, DOUBLE))
    array, pointer, total = scope.fresh("a"), scope.fresh("q"), scope.fresh("x")
    values = ["(%s)%s" % (kind.name, draw.to(kind, draw.leaf(scope))) for _ in range(3)]
    result = kind if kind.is_float else scalars.unsigned(kind)
    head = "for (const %s *%s = %s; %s < %s + 3; %s++) {" % (
        kind.name, pointer, array, pointer, array, pointer,
    )  # fmt: skip
    scope.add(total, result)
    return [
        "%s %s[3] = {%s};" % (kind.name, array, ", ".join(values)),
        "%s %s = 0;" % (result.name, total),
        [head, "%s += *%s;" % (total, pointer), "}"],
    ]


def _copied(draw, scope):
    """The bits of a number as another type."""
    one, other = draw.random.choice(((INT, UINT), (LONG, ULONG), (UINT, INT), (LONG, DOUBLE)))
    source, target = scope.fresh("x"), scope.fresh("x")
    value = draw.to(one, draw.any(scope, 1))
    lines = ["%s %s = %s;" % (one.name, source, value), "%s %s;" % (other.name, target),
             "memcpy(&%s, &%s, sizeof %s);" % (target, source, target)]  # fmt: skip
    scope.add(source, one)
    scope.add(target, other)
    return lines


def _chain(draw, scope):
    """One value for several variables."""
    kinds = [draw.random.choice(scalars.INTEGERS) for _ in range(2)]
    names = [scope.fresh("x") for _ in kinds]
    value = draw.to(kinds[1], draw.any(scope, 1))
    lines = ["%s %s;" % (kind.name, name) for kind, name in zip(kinds, names)]
    for kind, name in zip(kinds, names):
        scope.add(name, kind)
    return [*lines, "%s = %s = %s;" % (names[0], names[1], value)]
