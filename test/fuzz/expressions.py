"""Draws C expressions whose value no compiler may choose.

No signed overflow, no division by zero, no float converted to an integer that it does not
fit, and at most one side effect between two sequence points.
"""

import scalars
from scalars import BOOL, DOUBLE, FLOAT, INT, LDOUBLE, LONG, UINT, ULONG

_INTERESTING = (
    0, 0, 1, 1, 2, 3, 4, 5, 7, 8, 10, 15, 16, 31, 63, 100, 127, 128, 200, 255, 256, 257, 300, 1000,
    32767, 32768, 65535, 65536, 70000, 2147483647, 2147483648, 4294967295, 4294967296,
    9223372036854775807, -1, -1, -2, -3, -128, -129, -32768, -2147483648, -9223372036854775807,
)  # fmt: skip
_FLOATS = (
    "0.0", "1.0", "0.5", "-0.0", "2.5", "-1.0", "1e10", "-3.75", "100.0", "0.1", "1e-3", "4294967295.0",
    "2147483648.0", "-0.5", "255.5", "1e300", "3.0f", "0.1f", "1e-320",
)  # fmt: skip


class Expression:
    """Text of an expression, its type, and for an integer the range of its values.

    simple: it may be written twice."""

    def __init__(self, text, kind, lowest=None, highest=None, simple=False):
        self.text = text
        self.type = kind
        self.lowest = kind.lowest if lowest is None else lowest
        self.highest = kind.highest if highest is None else highest
        self.simple = simple


class Expressions:
    """Draws expressions over the variables of a scope."""

    def __init__(self, random, cxx, without=()):
        self.random = random
        self.cxx = cxx
        #: Constructs to leave out: names of the functions that draw them.
        self.without = without
        # Some units are about what an analysis can compute by itself.
        self.leaves = random.choice((
            ((8, "variable"), (2, "number"), (1, "name"), (1, "table")),
            ((4, "variable"), (3, "number"), (3, "name"), (1, "table")),
        ))  # fmt: skip
        #: Functions that any expression may call: (name, result, parameters).
        self.functions = []
        #: Constant tables: (name, type, length: a power of two).
        self.tables = []
        #: Named constants, such as enumerators: Expression.
        self.names = []

    def pick(self, *weighted):
        """One of (weight, value)."""
        if self.without:
            names = self.without
            weighted = [
                (w, v) for w, v in weighted if getattr(v, "__name__", "").lstrip("_") not in names
            ]
        return self.random.choices([v for _, v in weighted], [w for w, _ in weighted])[0]

    def cast(self, kind, text):
        if self.cxx and self.random.random() < 0.5:
            return "static_cast<%s>(%s)" % (kind.name, text)
        return "(%s)(%s)" % (kind.name, text)

    # ---- leaves ----

    def number(self, kind=None):
        """An integer constant."""
        value = self.random.choice(_INTERESTING)
        if kind and not kind.holds(value, value):
            value = self.random.randint(max(kind.lowest, -8), min(kind.highest, 100))
        return number(value, self.random)

    def float_number(self):
        text = self.random.choice(_FLOATS)
        kind = FLOAT if text.endswith("f") else DOUBLE
        return Expression("(%s)" % text if text[0] == "-" else text, kind, simple=True)

    def leaf(self, scope, integer=None):
        """A variable, constant or element. integer: True or False to demand a kind."""
        for _ in range(4):
            how = self.pick(*self.leaves)
            found = None
            if how == "variable":
                found = scope.read(self.random)
            elif how == "number":
                found = self.number() if integer is not False else self.float_number()
            elif how == "name" and self.names:
                found = self.random.choice(self.names)
            elif how == "table" and self.tables:
                found = self.element(scope)
            if found and integer in (None, not found.type.is_float):
                return found
        return self.float_number() if integer is False else self.number()

    def element(self, scope):
        name, kind, length = self.random.choice(self.tables)
        index = scope.read(self.random, integer=True) or self.number()
        return Expression("%s[(unsigned)%s & %d]" % (name, index.text, length - 1), kind)

    # ---- conversions ----

    def to(self, kind, one):
        """The text of `one` where a `kind` is expected."""
        return self.converted(kind, one).text

    def converted(self, kind, one, explicit=False):
        """`one` as a `kind`; what does not fit an integer is made fit."""
        if kind.is_float:
            text = self.cast(kind, one.text) if explicit else one.text
            return Expression(text, kind if explicit else one.type, simple=one.simple)
        if one.type.is_float and kind.kind == "int":
            return self.truncated(kind, one)
        if one.type.is_float:
            return Expression(self.cast(kind, one.text), kind)
        lowest, highest = kind.range_of(one.lowest, one.highest)
        text = self.cast(kind, one.text) if explicit else one.text
        return Expression(text, kind, lowest, highest, one.simple)

    def truncated(self, kind, one):
        """A float as an integer type that may be too small for it."""
        if not one.simple:
            # Written once only: comparisons are all it may take part in.
            return Expression("(%s > 0.5)" % one.text, INT, 0, 1)
        lowest = "%d.0" % kind.lowest if kind.lowest else "-1.0"
        text = "(%s > %s && %s < %d.0 ? %s : %s)" % (
            one.text, lowest, one.text, kind.highest + 1,
            self.cast(kind, one.text), self.number(kind).text,
        )  # fmt: skip
        return Expression(text, kind)

    # ---- whole expressions ----

    def any(self, scope, depth=2):
        """An expression of any type."""
        if depth <= 0 or self.random.random() < 0.15:
            return self.leaf(scope)
        if scope.questions and self.random.random() < 0.04:
            return Expression(self.random.choice(scope.questions), INT, 0, 1)
        if scope.texts and self.random.random() < 0.3:
            return self._text(scope)
        make = self.pick(
            (6, self._arithmetic), (3, self._comparison), (2, self._logical), (2, self._ternary),
            (2, self._cast), (2, self._unary), (1, self._comma), (1, self._shift),
            (1, self._division), (2, self._call), (1, self._library), (1, self._statements),
            (1, self._bits), (1, self._size), (1, self._macro), (1, self._sign),
            (2, self._idiom),
        )  # fmt: skip
        return make(scope, depth - 1)

    def integer(self, scope, depth=2):
        for _ in range(5):
            found = self.any(scope, depth)
            if not found.type.is_float:
                return found
        return self.leaf(scope, integer=True)

    def floating(self, scope, depth=2):
        for _ in range(5):
            found = self.any(scope, depth)
            if found.type.is_float:
                return found
        return self.leaf(scope, integer=False)

    def condition(self, scope, depth=2):
        """Something to test: mostly a comparison."""
        make = self.pick(
            (5, self._comparison), (2, self._logical), (1, self.any), (1, self._not),
            (1, self._assigned),
        )  # fmt: skip
        return make(scope, depth - 1).text

    def _arithmetic(self, scope, depth):
        scope = scope.constant()  # nothing orders its operands
        operator = self.random.choice("+-*")
        one, other = self.any(scope, depth), self.any(scope, depth)
        kind = scalars.common(one.type, other.type)
        if kind.is_float:
            operator = self.random.choice("+-*/")
            return Expression("(%s %s %s)" % (one.text, operator, other.text), kind)
        for _ in range(2):
            low, high = self._range(operator, kind, one, other)
            if kind.holds(low, high):
                return Expression(
                    "(%s %s %s)" % (one.text, operator, other.text), kind, low, high
                )
            if not kind.signed:
                break
            if self.random.random() < 0.5:
                kind = scalars.unsigned(kind)
                one = self.converted(kind, one, explicit=True)
            else:
                one, other = self._reduced(one), self._reduced(other)
                kind = scalars.common(one.type, other.type)
        if kind.signed:
            return one
        low, high = kind.range_of(*self._range(operator, kind, one, other))
        return Expression("(%s %s %s)" % (one.text, operator, other.text), kind, low, high)

    @staticmethod
    def _range(operator, kind, one, other):
        a, b = kind.range_of(one.lowest, one.highest), kind.range_of(other.lowest, other.highest)
        if operator == "+":
            return a[0] + b[0], a[1] + b[1]
        if operator == "-":
            return a[0] - b[1], a[1] - b[0]
        products = [x * y for x in a for y in b]
        return min(products), max(products)

    def _reduced(self, one):
        """`one`, made small."""
        kind = scalars.promoted(one.type)
        if self.random.random() < 0.5:
            mask = self.random.choice((1, 7, 15, 255, 1023))
            return Expression("(%s & %d)" % (one.text, mask), kind, 0, mask)
        limit = self.random.choice((3, 10, 100, 1000))
        low = -limit + 1 if kind.signed else 0
        return Expression("(%s %% %d)" % (one.text, limit), kind, low, limit - 1)

    def _comparison(self, scope, depth):
        scope = scope.constant()
        one, other = self.any(scope, depth), self.any(scope, depth)
        if self.random.random() < 0.4:
            other = self.leaf(scope)
        operator = self.random.choice(("<", "<=", ">", ">=", "==", "!="))
        return Expression("(%s %s %s)" % (one.text, operator, other.text), self._truth(), 0, 1)

    def _truth(self):
        return BOOL if self.cxx else INT

    def _logical(self, scope, depth):
        one, other = self.condition(scope, depth), self.condition(scope, depth)
        operator = self.random.choice(("&&", "||"))
        return Expression("(%s %s %s)" % (one, operator, other), self._truth(), 0, 1)

    def _not(self, scope, depth):
        return Expression("(!%s)" % self.any(scope, depth).text, self._truth(), 0, 1)

    def _assigned(self, scope, depth):
        """(x = ...) compared: a variable that is read nowhere beside it."""
        target = scope.write(self.random)
        if not target:
            return self._comparison(scope, depth)
        value = self.to(target.type, self.any(scope.without(target.text), depth))
        operator = self.random.choice(("<", ">", "==", "!="))
        against = self.number() if self.random.random() < 0.7 else self.float_number()
        text = "((%s = %s) %s %s)" % (target.text, value, operator, against.text)
        return Expression(text, self._truth(), 0, 1)

    def _ternary(self, scope, depth):
        one, other = self.any(scope, depth), self.any(scope, depth)
        kind = scalars.common(one.type, other.type)
        text = "(%s ? %s : %s)" % (self.condition(scope, depth), one.text, other.text)
        if kind.is_float:
            return Expression(text, kind)
        a, b = (kind.range_of(each.lowest, each.highest) for each in (one, other))
        return Expression(text, kind, min(a[0], b[0]), max(a[1], b[1]))

    def _cast(self, scope, depth):
        kind = self.random.choice(scalars.INTEGERS + scalars.FLOATS)
        return self.converted(kind, self.any(scope, depth), explicit=True)

    def _unary(self, scope, depth):
        one = self.any(scope, depth)
        kind = scalars.promoted(one.type)
        if kind.is_float:
            return Expression("(%s%s)" % (self.random.choice("-+"), one.text), kind)
        operator = self.random.choice("-~!+")
        if operator == "!":
            return Expression("(!%s)" % one.text, self._truth(), 0, 1)
        low, high = kind.range_of(one.lowest, one.highest)
        if operator == "~":
            low, high = ~high, ~low
        elif operator == "-":
            low, high = -high, -low
        if kind.signed and not kind.holds(low, high):
            return one
        low, high = kind.range_of(low, high)
        return Expression("(%s %s)" % (operator, one.text), kind, low, high)

    def _comma(self, scope, depth):
        target = scope.write(self.random)
        if not target:
            return self.any(scope, depth)
        value = self.to(target.type, self.any(scope.without(target.text), depth))
        one = self.any(scope, depth)
        text = "(%s = %s, %s)" % (target.text, value, one.text)
        return Expression(text, scalars.promoted(one.type), one.lowest, one.highest)

    def _shift(self, scope, depth):
        scope = scope.constant()
        one = self.integer(scope, depth)
        kind = scalars.unsigned(scalars.promoted(one.type))
        if self.random.random() < 0.5:
            count = self.random.randint(0, kind.bits - 1)
            kind = scalars.promoted(one.type)
            return Expression("(%s >> %d)" % (one.text, count), kind)
        count = "(%s & %d)" % (self.leaf(scope, integer=True).text, kind.bits - 1)
        return Expression("((%s)%s << %s)" % (kind.name, one.text, count), kind)

    def _division(self, scope, depth):
        scope = scope.constant()
        one = self.integer(scope, depth)
        kind = scalars.promoted(one.type)
        operator = self.random.choice("/%")
        if self.random.random() < 0.5:
            divisor = str(self.random.choice((2, 3, 7, 10, 256)))
        else:
            divisor = "((%s & 7) + 1)" % self.leaf(scope, integer=True).text
            kind = None
        if kind is None:
            # The divisor's type may be any: both are made long.
            text = "((long)%s %s (long)%s)" % (one.text, operator, divisor)
            return Expression(text, LONG)
        return Expression("(%s %s %s)" % (one.text, operator, divisor), kind)

    def _bits(self, scope, depth):
        scope = scope.constant()
        one, other = self.integer(scope, depth), self.integer(scope, depth)
        kind = scalars.common(one.type, other.type)
        return Expression(
            "(%s %s %s)" % (one.text, self.random.choice("&|^"), other.text), kind
        )

    def _call(self, scope, depth):
        if not self.functions:
            return self.any(scope, depth)
        name, result, parameters = self.random.choice(self.functions)
        given = [self.to(each, self._beside(scope, depth)) for each in parameters]
        return Expression("%s(%s)" % (name, ", ".join(given)), result)

    def _beside(self, scope, depth):
        """An argument: nothing orders it before or after the others."""
        return self.any(scope.constant(), min(depth, 1))

    def _library(self, scope, depth):
        one = self.floating(scope, depth)
        name = self.random.choice(("fabs", "floor", "ceil", "sqrt", "trunc"))
        return Expression("%s(%s)" % (name, one.text), DOUBLE)

    def _statements(self, scope, depth):
        kind = self.random.choice((INT, UINT, LONG, DOUBLE))
        name = scope.fresh("v")
        inner = self.any(scope, depth)
        text = "({ %s %s = %s; %s %s; })" % (
            kind.name, name, self.to(kind, inner), name,
            self.random.choice(("", "", ">> 1", "/ 3")) if not kind.is_float else "",
        )  # fmt: skip
        return Expression(text, kind)

    def _idiom(self, scope, depth):
        import idioms  # It knows this module.

        return idioms.expression(self, scope, depth)

    def _macro(self, scope, depth):
        """One that writes its arguments twice."""
        scope = scope.constant()
        one, other = self.leaf(scope), self.leaf(scope)
        kind = scalars.common(one.type, other.type)
        text = "LARGER(%s, %s)" % (one.text, other.text)
        if kind.is_float:
            return Expression(text, kind)
        a, b = (kind.range_of(each.lowest, each.highest) for each in (one, other))
        return Expression(text, kind, min(a[0], b[0]), max(a[1], b[1]))

    def _sign(self, scope, depth):
        one = self.leaf(scope)
        text = "((%s > 0) - (%s < 0))" % (one.text, one.text)
        return Expression(text, INT, -1, 1)

    def _text(self, scope):
        """What is read of an argument's memory."""
        name, length, missing = self.random.choice(scope.texts)
        word = self.random.choice(("", "1", "x", "two", "ab"))
        if length:
            found = self.random.choice((
                Expression("digest_of(%s, %s)" % (name, length), ULONG),
                Expression("(%s > 0 ? %s[%s - 1] : -7)" % (length, name, length), INT, -128, 255),
                Expression("(%s > 1 && memcmp(%s, \"ab\", 2) == 0)" % (length, name), INT, 0, 1),
                Expression("(%s == NULL)" % name, INT, 0, 1),
            ))  # fmt: skip
        else:
            found = self.random.choice((
                Expression("digest(%s)" % name, ULONG), Expression("strlen(%s)" % name, ULONG),
                Expression("%s[0]" % name, INT, -128, 127),
                Expression("(unsigned char)*%s" % name, INT, 0, 255),
                Expression('(strcmp(%s, "%s") == 0)' % (name, word), INT, 0, 1),
                Expression('(strncmp(%s, "%s", 2) < 0)' % (name, word), INT, 0, 1),
                Expression("(strchr(%s, 'o') != NULL)" % name, INT, 0, 1),
            ))  # fmt: skip
            if missing:
                text = "(%s ? %s : %s)" % (name, found.text, self.random.choice("017"))
                low, high = min(found.lowest, 0), max(found.highest, 7)
                return Expression(text, found.type, max(low, found.type.lowest), high)
        return found

    def _size(self, scope, depth):
        kind = self.random.choice(scalars.INTEGERS + [DOUBLE, FLOAT])
        size = {LDOUBLE: 16}.get(kind, kind.bits // 8)
        return Expression("sizeof(%s)" % kind.name, ULONG, size, size)


def number(value, random=None):
    """An integer constant of some type that holds the value."""
    magnitude = abs(value)
    kind, suffix = (INT, "") if magnitude < 1 << 31 else (LONG, "L")
    if value >= 0 and random and random.random() < 0.2:
        kind, suffix = (UINT, "u") if value < 1 << 32 else (ULONG, "ul")
    if value == -(1 << 31):
        return Expression("(-2147483647 - 1)", INT, value, value, True)
    text = "%d%s" % (magnitude, suffix)
    if random and random.random() < 0.15:
        text = "0x%x%s" % (magnitude, suffix)
        if kind is INT and magnitude >= 1 << 31:
            kind = UINT
    return Expression("(-%s)" % text if value < 0 else text, kind, value, value, True)
