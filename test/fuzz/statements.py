"""Draws statements. A block is a list: its first line, what is in it, its last line.

Blocks stay lists until the source is written, for the shrinker to take them apart.
"""

import idioms
import scalars
from expressions import Expression
from scalars import BOOL, INT, LONG, UINT

_COMPOUND = ("+", "-", "*", "&", "|", "^")


class Ends:
    """How a function ends early: makes the lines for it. raises is None where it cannot."""

    def __init__(self, result, raises=None):
        self.result = result
        self.raises = raises


class Statements:
    """Draws the inside of one function after the other."""

    def __init__(self, expressions, structs=(), enums=(), setters=()):
        self.draw = expressions
        self.random = expressions.random
        self.cxx = expressions.cxx
        #: (name, kind of aggregate, fields: [(name, type, lowest, highest)])
        self.structs = structs
        self.enums = enums
        #: Functions with a status and an out-parameter: (name, parameter, out).
        self.setters = setters

    # ---- declarations ----

    def declarations(self, scope, count):
        """Variables with a value each; the scope learns of them."""
        lines = []
        for _ in range(count):
            make = self.draw.pick(
                (8, self._scalar), (2, self._constant), (1, self._array), (1, self._struct),
                (1, self._pointer), (1, self._enum), (1, self._branches), (1, self._reference),
                (2, self._idiom),
            )  # fmt: skip
            lines += make(scope)
        return lines

    def _idiom(self, scope):
        return idioms.declaration(self.draw, scope)

    def _type(self):
        return self.random.choice(scalars.INTEGERS + scalars.FLOATS * 2)

    def _scalar(self, scope):
        kind, name = self._type(), scope.fresh("x")
        value = self.draw.to(kind, self.draw.any(scope, 2))
        lines = ["%s %s = %s;" % (kind.name, name, value)]
        if self.random.random() < 0.2:
            value = self.draw.to(kind, self.draw.any(scope, 2))
            lines = ["%s %s;" % (kind.name, name), "%s = %s;" % (name, value)]
        scope.add(name, kind)
        return lines

    def constants(self, scope, count):
        return [line for _ in range(count) for line in self._constant(scope)]

    def _constant(self, scope):
        """What an analysis will know the value of."""
        kind, name = self._type(), scope.fresh("k")
        value = self.draw.float_number() if kind.is_float else self.draw.number()
        if self.random.random() < 0.3 and not kind.is_float:
            value = self.draw.number()
            text = self.draw.cast(kind, value.text)
        else:
            text = value.text
        qualifier = "const " if self.random.random() < 0.3 else ""
        scope.add(name, kind, writable=not qualifier)
        return ["%s%s %s = %s;" % (qualifier, kind.name, name, text)]

    def _array(self, scope):
        kind, name = self._type(), scope.fresh("a")
        values = [self.draw.to(kind, self.draw.leaf(scope)) for _ in range(4)]
        values = [self._fits(kind, each) for each in values]
        index = scope.read(self.random, integer=True)
        lines = ["%s %s[4] = {%s};" % (kind.name, name, ", ".join(values))]
        scope.add("%s[%d]" % (name, self.random.randrange(4)), kind)
        if index:
            scope.add("%s[(unsigned)%s & 3]" % (name, index.text), kind)
        return lines

    def _fits(self, kind, text):
        # C++ refuses what narrows between braces.
        return "(%s)(%s)" % (kind.name, text) if self.cxx else text

    def _struct(self, scope):
        # In C++ a constructor, even one that does nothing, is not looked into.
        if not self.structs or self.cxx and self.random.random() < 0.8:
            return self._scalar(scope)
        struct, aggregate, fields = self.random.choice(self.structs)
        name = scope.fresh("s")
        lines = ["%s %s %s;" % (aggregate, struct, name)]
        if aggregate == "union":
            fields = [self.random.choice(fields)]
        for field, kind, low, high in fields:
            lines.append("%s.%s = %s;" % (name, field, self.draw.to(kind, self.draw.leaf(scope))))
        if aggregate == "struct" and self.random.random() < 0.3:
            other = scope.fresh("s")
            lines.append("struct %s %s = %s;" % (struct, other, name))
            name = other
        access = name + "."
        if self.random.random() < 0.25:
            lines.append("%s %s *p_%s = &%s;" % (aggregate, struct, name, name))
            access = "(*p_%s)." % name
        for field, kind, low, high in fields:
            scope.add(access + field, kind, True, low, high)
        return lines

    def _pointer(self, scope):
        plain = [v for v in scope.variables if v[2] and v[0].isidentifier() and v[3] is None]
        if not plain:
            return self._scalar(scope)
        name, kind, _, _, _ = self.random.choice(plain)
        pointer = "p_" + name
        if any(pointer in v[0] for v in scope.variables):
            return self._scalar(scope)
        scope.add("(*%s)" % pointer, kind)
        return ["%s *%s = &%s;" % (kind.name, pointer, name)]

    def _reference(self, scope):
        plain = [v for v in scope.variables if v[2] and v[0].isidentifier() and v[3] is None]
        if not self.cxx or not plain:
            return self._scalar(scope)
        name, kind, _, _, _ = self.random.choice(plain)
        reference = "r_" + name.removeprefix("r_")
        if any(reference == v[0] for v in scope.variables):
            return self._scalar(scope)
        scope.add(reference, kind)
        return ["%s &%s = %s;" % (kind.name, reference, name)]

    def _enum(self, scope):
        if self.cxx or not self.enums:
            return self._scalar(scope)
        enum, kind = self.random.choice(self.enums)
        name = scope.fresh("e")
        value = self.draw.to(kind, self.draw.any(scope, 1))
        scope.add(name, kind)
        return ["enum %s %s = %s;" % (enum, name, value)]

    def _branches(self, scope):
        """A variable that gets its value in one of several places."""
        kind, name = self._type(), scope.fresh("x")

        def value():
            return "%s = %s;" % (name, self.draw.to(kind, self.draw.any(scope, 1)))

        lines = ["%s %s;" % (kind.name, name)]
        if self.random.random() < 0.5:
            condition = self.draw.condition(scope)
            lines.append(["if (%s) {" % condition, value(), "} else {", value(), "}"])
        else:
            cases = []
            for label in self._labels(INT)[:2]:
                cases += [label, value(), "break;"]
            subject = self.draw.to(INT, self.draw.integer(scope, 1))
            lines.append(
                ["switch ((int)%s) {" % subject, *cases, "default:", value(), "}"]
            )
        scope.add(name, kind)
        return lines

    # ---- statements ----

    def several(self, scope, count, ends, depth=2):
        lines = []
        for _ in range(count):
            lines += self.one(scope, ends, depth)
        return lines

    def one(self, scope, ends, depth=2):
        make = self.draw.pick(
            (6, self._assign), (4, self._compound), (3, self._step), (6, self._if),
            (2, self._switch), (2, self._for), (1, self._while), (1, self._do), (1, self._goto),
            (1, self._block), (2, self._set), (3, self._return), (4, self._raise),
            (2, self._declare), (1, self._swap), (1, self._once), (1, self._again),
        )  # fmt: skip
        if depth <= 0:
            make = self.draw.pick((3, self._assign), (2, self._compound), (1, self._step))
        return make(scope, ends, depth)

    def _declare(self, scope, ends, depth):
        return self.declarations(scope, 1)

    def _assign(self, scope, ends, depth):
        target = scope.write(self.random)
        if not target:
            return []
        source = scope.constant() if "[" in target.text or "*" in target.text else scope
        value = self.draw.any(source.without(target.text) if source is scope else source, 2)
        return ["%s = %s;" % (target.text, self.draw.to(target.type, value))]

    def _compound(self, scope, ends, depth):
        target = scope.write(self.random)
        if not target:
            return []
        operator = self.random.choice(_COMPOUND)
        value = self.draw.any(scope.constant(), 1)
        kind = target.type
        if kind.is_float:
            if self.random.random() < 0.3:
                operator = "/"
            elif operator not in "+-*":
                operator = "+"
            return ["%s %s= %s;" % (target.text, operator, value.text)]
        if value.type.is_float:
            if kind.bits > 32 or kind is BOOL:
                value = self.draw.converted(INT, value)
            else:
                # A part of what was there fits.
                return ["%s *= %s;" % (target.text, self.random.choice(("0.5", "0.25f", "1.0")))]
        both = scalars.common(kind, value.type)
        if operator in "+-*" and both.signed:
            low, high = self.draw._range(
                operator, both, target, value
            )
            if not both.holds(low, high):
                value = self.draw.converted(scalars.unsigned(both), value, explicit=True)
        if self.random.random() < 0.15:
            width = scalars.promoted(kind).bits - 1
            return ["%s >>= %d;" % (target.text, self.random.randint(0, width))]
        return ["%s %s= %s;" % (target.text, operator, value.text)]

    def _step(self, scope, ends, depth):
        target = scope.write(self.random, integer=True)
        if not target or target.type is BOOL:
            return self._assign(scope, ends, depth)
        operator = self.random.choice(("++", "--"))
        text = target.text + operator if self.random.random() < 0.5 else operator + target.text
        if target.type.signed and target.type.bits >= 32:
            return ["if (%s > -1000 && %s < 1000) %s;" % (target.text, target.text, text)]
        return [text + ";"]

    def _if(self, scope, ends, depth):
        lines = [[
            "if (%s) {" % self.draw.condition(scope),
            *self.several(scope.inner(), self.random.randint(1, 2), ends, depth - 1), "}",
        ]]  # fmt: skip
        if self.random.random() < 0.4:
            lines[0][-1] = "} else {"
            lines[0] += [*self.several(scope.inner(), 1, ends, depth - 1), "}"]
        return lines

    def _labels(self, kind):
        """Some different case labels."""
        values = {self.random.choice((0, 1, 2, 3, 5, 7, 10, 255, -1, -2)) for _ in range(4)}
        values = sorted(v for v in values if kind.signed or v >= 0)
        labels = ["case %d:" % value for value in values]
        if self.random.random() < 0.3:
            labels.append("case 20 ... %d:" % self.random.randint(21, 200))
        self.random.shuffle(labels)
        return labels

    def _switch(self, scope, ends, depth):
        subject = self.draw.integer(scope, 1)
        labels = self._labels(scalars.promoted(subject.type))
        if self.random.random() < 0.6:
            labels.insert(self.random.randint(0, len(labels)), "default:")
        lines = []
        for label in labels:
            lines.append(label)
            if self.random.random() < 0.8:
                lines.append(["{", *self.several(scope.inner(), 1, ends, depth - 1), "}"])
                lines.append("break;" if self.random.random() < 0.7 else "/* falls through */")
        if lines and lines[-1] not in ("break;",):
            lines.append("break;")
        text = subject.text
        if subject.type is BOOL or subject.lowest == subject.highest:
            text = "(int)(%s)" % text
        elif self.cxx:
            # Labels must not be narrowed.
            text = "(long)(%s)" % text
        return [["switch (%s) {" % text, *lines, "}"]]

    def _for(self, scope, ends, depth):
        counter, limit = scope.fresh("i"), self.random.randint(1, 6)
        kind = self.random.choice((INT, UINT, LONG, scalars.UCHAR))
        inner = scope.inner()
        inner.add(counter, kind, False, 0, limit)
        body = self.several(inner, self.random.randint(1, 2), ends, depth - 1)
        if self.random.random() < 0.4:
            body.append("if (%s) %s;" % (
                self.draw.condition(inner), self.random.choice(("break", "continue"))
            ))  # fmt: skip
        if self.random.random() < 0.3:
            head = "for (%s %s = %d; %s > 0; %s--) {" % (kind.name, counter, limit, counter, counter)
        else:
            head = "for (%s %s = 0; %s < %d; %s++) {" % (kind.name, counter, counter, limit, counter)
        return [[head, *body, "}"]]

    def _while(self, scope, ends, depth):
        counter, limit = scope.fresh("n"), self.random.randint(1, 5)
        inner = scope.inner()
        inner.add(counter, INT, False, -1, limit)
        condition = "%s-- > 0" % counter
        if self.random.random() < 0.5:
            condition += " && %s" % self.draw.condition(inner)
        return [["{", "int %s = %d;" % (counter, limit), [
            "while (%s) {" % condition,
            *self.several(inner, 1, ends, depth - 1), "}",
        ], "}"]]  # fmt: skip

    def _do(self, scope, ends, depth):
        counter, limit = scope.fresh("n"), self.random.randint(1, 4)
        inner = scope.inner()
        inner.add(counter, INT, False, 0, limit)
        # What the body declares is not seen by the condition.
        condition = self.draw.condition(inner)
        return [["{", "int %s = 0;" % counter, [
            "do {", *self.several(inner.inner(), 1, ends, depth - 1),
            "} while (++%s < %d && %s);" % (counter, limit, condition),
        ], "}"]]  # fmt: skip

    def _once(self, scope, ends, depth):
        """do ... while (0), left by break."""
        inner = scope.inner()
        test = "if (%s) break;" % self.draw.condition(inner)
        lines = self.several(inner.inner(), 1, ends, depth - 1)
        return [["do {", test, *lines, "} while (0);"]]

    def _again(self, scope, ends, depth):
        """A loop made of goto."""
        counter, label = scope.fresh("n"), scope.fresh("again")
        inner = scope.inner()
        inner.add(counter, INT, False, 0, 4)
        lines = self.several(inner.inner(), 1, ends, depth - 1)
        test = "if (++%s < %d && %s) goto %s;" % (
            counter, self.random.randint(1, 4), self.draw.condition(inner), label,
        )  # fmt: skip
        return [["{", "int %s = 0;" % counter, "%s:;" % label, ["{", *lines, "}"], test, "}"]]

    def _goto(self, scope, ends, depth):
        label = scope.fresh("skip")
        return [
            "if (%s) goto %s;" % (self.draw.condition(scope), label),
            ["{", *self.several(scope.inner(), 2, ends, depth - 1), "}"],
            "%s:;" % label,
        ]

    def _block(self, scope, ends, depth):
        inner = scope.inner()
        plain = [v for v in scope.variables if v[0].isidentifier() and not v[0].startswith("p_")]
        lines = []
        if plain and self.random.random() < 0.5:
            # One that hides another; what else leads to that one is not used meanwhile.
            name = self.random.choice(plain)[0]
            inner = scope.without(name)
            inner.variables = [v for v in inner.variables if name not in v[0]]
            inner.texts = [each for each in inner.texts if name not in each]
            inner.questions = [each for each in inner.questions if name not in each]
            kind = self._type()
            lines = ["%s %s = %s;" % (kind.name, name, self.draw.number(INT).text)]
            inner.add(name, kind)
        return [["{", *lines, *self.several(inner, 2, ends, depth - 1), "}"]]

    def _set(self, scope, ends, depth):
        """A call with a status and an out-parameter."""
        if not self.setters:
            return self._assign(scope, ends, depth)
        name, parameter, out = self.random.choice(self.setters)
        variable, status = scope.fresh("o"), scope.fresh("t")
        given = self.draw.to(parameter, self.draw.any(scope.constant(), 1))
        call = "%s(%s, &%s)" % (name, given, variable)
        zero = "0.0" if out.is_float else "0"
        lines = ["%s %s = %s;" % (out.name, variable, zero)]
        way = self.random.random()
        leave = (ends.raises or ends.result)(scope)
        if way < 0.35:
            lines.append(["if (%s < 0) {" % call, *leave, "}"])
        elif way < 0.7:
            lines += ["int %s = %s;" % (status, call), ["if (%s) {" % status, *leave, "}"]]
        else:
            lines += ["int %s = %s;" % (status, call)]
            scope.add(status, INT, False, -1, 1)
        scope.add(variable, out)
        return lines

    def _return(self, scope, ends, depth):
        return [["if (%s) {" % self.draw.condition(scope), *ends.result(scope), "}"]]

    def _raise(self, scope, ends, depth):
        if not ends.raises:
            return self._return(scope, ends, depth)
        return [["if (%s) {" % self.draw.condition(scope), *ends.raises(scope), "}"]]

    def _swap(self, scope, ends, depth):
        one, other = scope.write(self.random), scope.write(self.random)
        if not one or one.text == other.text or one.type.is_float != other.type.is_float:
            return self._assign(scope, ends, depth)
        name = scope.fresh("x")
        kind = one.type
        lines = [
            "%s %s = %s;" % (kind.name, name, one.text),
            "%s = %s;" % (one.text, self.draw.to(one.type, other)),
            "%s = %s;" % (other.text, self.draw.to(other.type, Expression(name, kind, simple=True))),
        ]
        return [["{", *lines, "}"]]
