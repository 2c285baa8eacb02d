"""The kinds of calls that `stress` makes, and what must come of each.

The modules are bench/kinds, gil.c, methods.c and fast.c, rewritten by the tool. An exception
that is raised counts as the text "CLASS: MESSAGE"."""


class Case:
    """function(arguments) must be `expected`: expressions, where `i` is the call's number.

    counter: an expression that reads a variable of the module, and by how much each call
    adds to it. If `numbers` is given, an expression too, the calls return its successors,
    each of them once. fast: whether CPython calls the function by METH_FASTCALL, and the
    typed way. typed: whether PyPy does. pypy_grows: whether PyPy loses memory in such boxed calls, of
    the unmodified module too. wrong: whether the case must fail."""

    def __init__(
        self,
        name,
        function,
        arguments,
        expected=None,
        counter=None,
        numbers=None,
        fast=True,
        typed=True,
        pypy_grows=False,
        wrong=False,
    ):
        self.name = name
        self.function = function
        self.arguments = arguments
        self.expected = expected
        self.counter = counter
        self.numbers = numbers
        self.fast = fast
        self.typed = typed
        self.pypy_grows = pypy_grows
        self.wrong = wrong


#: What the expressions use: the same objects at each call. No text is a name: CPython's cache
#: of attributes refers to the names that it has looked up last, until others take their place.
TEXTS = ("to b", "a longer text", "\u00e4 \u00f6", "x y")
FIRST = (116, 97, -61, 120)
BYTES = b"bytes"
ARRAY = bytearray(b"array")

_ODD = "'ValueError: %d is odd' % i"

CASES = (
    # Nothing to be noticed: called directly.
    Case("METH_O", "kinds.long1_o", "i", "i + 1", fast=False),
    Case("ints", "kinds.long3", "i, 2, 3", "i + 5"),
    Case("floats", "kinds.double2", "i / 2, 0.25", "i / 2 + 0.25"),
    Case("None", "kinds.nothing", "i", "None"),
    Case("bool", "kinds.odd", "i", "i % 2 == 1"),
    Case("text", "kinds.text", "TEXTS[i % 4]", "FIRST[i % 4]"),
    Case("bytes", "kinds.buffer", "BYTES", "115"),
    Case("Py_buffer", "kinds.view", "BYTES", "115"),
    Case("tuple", "kinds.split", "i / 2", "(i / 2 + 1, 2)"),
    # Calls that the wrapper makes, or makes again.
    Case("bool for an int", "kinds.long1", "i % 2 == 1", "i % 2 + 1", fast=False),
    Case("bytearray", "kinds.view", "ARRAY", "121", fast=False, pypy_grows=True),
    Case(
        "bail-out",
        "kinds.inverse",
        "i % 4",
        "1000000000 // (i % 4) if i % 4 else 'ValueError: zero has none'",
    ),
    # The GIL: released; needed for state; needed to raise.
    Case("released", "fast.releases", "i", "i // 3"),
    Case("state", "kinds.count", "1", numbers="kinds.count(0)"),
    Case("state that may raise", "kinds.count_or_raise", "1", numbers="kinds.count(0)"),
    Case("twenty steps", "gil.add", "3", "60", counter=("gil.total()", 60), fast=False),
    Case(
        "raises",
        "gil.even",
        "i",
        "%s if i %% 2 else i // 2" % _ODD,
        counter=("gil.total()", 1),
        fast=False,
    ),
    Case(
        "tuple, or raises",
        "gil.halves",
        "i",
        "%s if i %% 2 else (i // 2, i / 4)" % _ODD,
        counter=("gil.total()", 1),
        fast=False,
    ),
    Case(
        "text and bytes, or raises",
        "gil.measure",
        "TEXTS[1], BYTES, i % 2 * 6",
        "'ValueError: a longer text' if i % 2 else 2.5",
        counter=("gil.total()", 5),
    ),
    Case("runs Python code", "gil.call", "i", "i + 2", typed=False),
    # Methods of types, keywords, defaults.
    Case("method", "shape.triple", "i", "3 * i", fast=False),
    Case("method, two ints", "adder.add", "i, 2", "i + 2", fast=False),
    Case("class method", "Made.class_triple", "i", "3 * i", fast=False),
    Case("method, default", "shape.scale", "i / 2", "i / 4", fast=False),
    Case("method, keywords", "thing.scale", "times=4, x=i", "4 * i"),
    Case(
        "class method, bail-out",
        "Made.class_scale",
        "1.5, by=i % 3",
        "1.5 / (i % 3) if i % 3 else 'ValueError: by is 0'",
        fast=False,
    ),
    Case("default", "fast.named", "i / 2", "i / 2 * 3"),
    Case("keyword", "fast.named", "i / 2, negate=True", "-i / 2 * 3"),
    Case(
        "keyword only, bail-out",
        "fast.only_named",
        "i % 1000, w=i % 2 * 2000",
        "'OverflowError: too much' if i % 2 else i % 1000 + 16",
    ),
    Case("None for a text", "fast.text_or_none", "None, y=TEXTS[3], z=2", "815032"),
    Case("method, text", "shape.length", "TEXTS[0]", "4", fast=False),
    Case("method, state", "shape.count", "1", numbers="shape.count(0)", fast=False),
    # What must be seen.
    Case("leak", "references.leak", "BYTES", "None", fast=False, typed=False, wrong=True),
)
