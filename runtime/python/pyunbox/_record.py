"""Reads and checks one record, given any ml_name.

`memory` is the interpreter's access to memory: `_access_pypy` or
`_access_cpython`.
"""

import struct

from . import _layout as layout
from ._c_types import CType

_MOST_ARGUMENTS = 127
_INT = layout.KIND_SIGNED * 256 + struct.calcsize("i")

_ALL_ARG_FLAGS = layout.ARG_OPTIONAL | layout.ARG_KEYWORD | layout.ARG_KEYWORD_ONLY
_ALL_EFFECTS = 2 * layout.EFFECT_RETAINS - 1


class NoRecord(Exception):
    """The name stands in no record: an ordinary method."""


class BadRecord(Exception):
    """There is a record, but it says something that makes no sense."""


class Argument:
    """One argument: `name` ("" if it has none), `c_type`, `python` (a PY_ code),
    `optional`, `keyword`, `keyword_only`, and `default`, the C value, if optional."""

    __slots__ = ("name", "c_type", "python", "optional", "keyword", "keyword_only", "default")


class Item:
    """One value of a result that is a tuple: `c_type`, and `python` (a PY_ code)."""

    __slots__ = ("c_type", "python")


class Record:
    """What a record says, checked: a call that follows it is well formed.

    Ints: `bail`, `call` (BAIL_ and CALL_ codes), `boxed` (a PY_ code), `entry`
    (an address, 0 if `call` is CALL_BOXED), `effects`, `nrequired`. `bail_value`
    is the C value that the entry returns to bail out, None if it never does. `items`,
    if `boxed` is PY_TUPLE: the values that it holds, which the entry puts where further
    parameters say; else ()."""

    __slots__ = (
        "arguments",
        "bail",
        "bail_value",
        "boxed",
        "call",
        "declaration",
        "effects",
        "entry",
        "items",
        "nrequired",
        "result",
    )

    @property
    def raises(self):
        """Whether the entry has one parameter more, for the exception that it raises."""
        return self.call == layout.CALL_GIL and bool(self.effects & layout.EFFECT_RAISES)

    @property
    def c_types(self):
        """All C types of the entry: of its arguments, and of its results."""
        return [each.c_type for each in self.arguments + self.items] + [self.result]


def read(memory, name_address):
    """The Record around the name at `name_address`.

    Raises NoRecord or BadRecord."""
    start = find(memory, name_address)
    if not start:
        raise NoRecord
    (
        _, _, version, size, nargs, nrequired, result, boxed, bail, call, entry,
        args, bail_int, bail_float, effects, reserved, declaration,
    ) = layout.HEADER.unpack(memory.read_bytes(start, layout.HEADER.size))  # fmt: skip
    _require(version == layout.VERSION, "version %d", version)
    _require(size == layout.HEADER.size, "header size %d", size)
    nitems = result % 256 if result // 256 == layout.KIND_ITEMS else 0
    _require(nrequired <= nargs <= _MOST_ARGUMENTS - nitems, "%d arguments", nargs)
    _require(args or not nargs + nitems, "no argument list")
    _require(args % layout.POINTER.size == 0, "an unaligned argument list")
    _require(declaration, "no C declaration")
    _require(effects <= _ALL_EFFECTS and not reserved, "effects 0x%x", effects)
    _require(
        call == layout.CALL_BOXED or call <= layout.CALL_GIL and entry,
        "call way %d",
        call,
    )
    _require(
        call != layout.CALL_GIL or bail == layout.BAIL_NEVER,
        "an entry that takes the GIL and bails out",
    )

    record = Record()
    record.declaration = _text(memory, declaration)
    record.arguments = tuple(
        _read_argument(memory, args + i * layout.ARGUMENT.size, i >= nrequired)
        for i in range(nargs)
    )
    keyword_only = [argument.keyword_only for argument in record.arguments]
    _require(keyword_only == sorted(keyword_only), "a place behind a keyword-only argument")
    record.nrequired = nrequired
    record.items = tuple(
        _read_item(memory, args + (nargs + i) * layout.ARGUMENT.size) for i in range(nitems)
    )
    record.result = _c_type(_INT if nitems else result)
    record.boxed = boxed
    if nitems:
        _require(boxed == layout.PY_TUPLE, "result type %d", boxed)
        _require(bail != layout.BAIL_REPEAT, "bail-out %d", bail)
    else:
        _require(_boxes_to(record.result, boxed), "result type %d", boxed)
    record.bail = bail
    record.bail_value = _bail_value(record.result, bail, bail_int, bail_float)
    record.call = call
    record.entry = entry
    record.effects = effects
    return record


def find(memory, name_address):
    """The address of the record around the name at `name_address`, 0 if there is none."""
    # In this order nothing is read that might not be there: at the right
    # alignment the header lies in the page of the name.
    if name_address % layout.ALIGNMENT != layout.NAME_OFFSET:
        return 0
    start = name_address - layout.NAME_OFFSET
    magic = memory.read_bytes(start, len(layout.MAGIC))
    if magic != layout.MAGIC:
        return 0
    itself = memory.read_bytes(start + len(magic), layout.POINTER.size)
    return start if layout.POINTER.unpack(itself) == (start,) else 0


def _read_argument(memory, address, optional):
    name, c_type, python, flags, default_int, default_float = layout.ARGUMENT.unpack(
        memory.read_bytes(address, layout.ARGUMENT.size)
    )
    _require(name, "an argument without a name")
    _require(flags <= _ALL_ARG_FLAGS, "argument flags 0x%x", flags)
    _require(bool(flags & layout.ARG_OPTIONAL) == optional, "argument flags 0x%x", flags)
    argument = Argument()
    argument.name = _text(memory, name)
    argument.c_type = _c_type(c_type)
    argument.python = python
    _require(_unboxes_to(python, argument.c_type), "argument type %d", python)
    argument.optional = optional
    argument.keyword = bool(flags & layout.ARG_KEYWORD)
    argument.keyword_only = bool(flags & layout.ARG_KEYWORD_ONLY)
    _require(argument.keyword or not argument.keyword_only, "argument flags 0x%x", flags)
    _require(argument.name or not argument.keyword, "a keyword without a name")
    argument.default = None
    if optional:
        _require(argument.c_type.kind != layout.KIND_COMPLEX, "a complex default")
        argument.default = _value(argument.c_type, default_int, default_float)
    return argument


def _read_item(memory, address):
    _, c_type, python, flags, _, _ = layout.ARGUMENT.unpack(
        memory.read_bytes(address, layout.ARGUMENT.size)
    )
    item = Item()
    item.c_type = _c_type(c_type)
    item.python = python
    _require(not flags, "item flags 0x%x", flags)
    _require(python in (layout.PY_INT, layout.PY_FLOAT), "item type %d", python)
    _require(_boxes_to(item.c_type, python), "item type %d", python)
    return item


def _unboxes_to(python, c_type):
    """Whether a guard knows how to make the C type of an argument."""
    if python in (layout.PY_FLOAT, layout.PY_REAL):
        return c_type.kind == layout.KIND_FLOAT
    if python == layout.PY_BOOL:
        return c_type.is_integer or c_type.kind == layout.KIND_BOOL
    if python == layout.PY_CHAR:
        return c_type.is_integer and c_type.size >= 4
    if python == layout.PY_COMPLEX:
        return c_type.kind == layout.KIND_COMPLEX
    if layout.PY_STR <= python <= layout.PY_STR_BYTES_OR_NONE:
        return c_type.is_memory
    return python in (layout.PY_INT, layout.PY_BYTE) and c_type.is_integer


def _boxes_to(c_type, python):
    """Whether a guard knows how to make the Python type of a result."""
    if python == layout.PY_FLOAT:
        return c_type.kind == layout.KIND_FLOAT
    if python == layout.PY_COMPLEX:
        return c_type.kind == layout.KIND_COMPLEX
    if python == layout.PY_NONE and c_type.kind == layout.KIND_VOID:
        return True
    return python in (layout.PY_INT, layout.PY_BOOL, layout.PY_NONE) and (
        c_type.is_integer or c_type.kind == layout.KIND_BOOL
    )


def _bail_value(result, bail, bail_int, bail_float):
    _require(bail <= layout.BAIL_REPEAT, "bail-out %d", bail)
    if bail == layout.BAIL_NEVER:
        return None
    no_value = result.kind in (layout.KIND_VOID, layout.KIND_COMPLEX)
    _require(not no_value, "a bail-out without a value")
    value = _value(result, bail_int, bail_float)
    _require(value == value, "a bail-out value that equals nothing")
    return value


def _value(c_type, as_int, as_float):
    """The value of `c_type` that a pair of record fields holds."""
    try:
        if c_type.kind == layout.KIND_FLOAT:
            return c_type.rounded(as_float)
        return c_type.from_bits(as_int)
    except (OverflowError, ValueError) as error:
        raise BadRecord(str(error))


def _c_type(code):
    try:
        return CType(code)
    except ValueError as error:
        raise BadRecord(str(error))


def _text(memory, address):
    try:
        return memory.read_text(address).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRecord("a text that is not UTF-8")


def _require(condition, complaint, *values):
    if not condition:
        raise BadRecord(complaint % values)
