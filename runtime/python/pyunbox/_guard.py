"""Makes the object that takes the place of a C function."""

import __pypy__
import _cffi_backend
from __pypy__ import hidden_applevel

from . import _counts, _errors
from . import _layout as layout
from ._guard_source import as_carried, source

#: Builtins that guards use. Bound here, so that a program may shadow them.
_BUILTINS = {
    "bool": bool,
    "bytes": bytes,
    "float": float,
    "int": int,
    "len": len,
    "ord": ord,
    "str": str,
    "type": type,
}

#: The argument that was not given.
_MISSING = object()


#: The text of a str as UTF-8, with whatever surrogates it has: no copy, no exception.
_utf8 = getattr(__pypy__, "utf8content", lambda text: text.encode("utf-8", "surrogatepass"))

_CHAR_POINTER = _cffi_backend.new_pointer_type(_cffi_backend.new_primitive_type("char"))
_NULL = _cffi_backend.cast(_CHAR_POINTER, 0)


@hidden_applevel
def _has_surrogate(utf8):
    """Whether there is a surrogate in what `_utf8` made: ED A0 to ED BF, and what follows."""
    place = utf8.find(b"\xed")
    while place >= 0:
        if utf8[place + 1] >= 0xA0:
            return True
        place = utf8.find(b"\xed", place + 1)
    return False


def build(original, record, flags, name, owner=None):
    """A callable like the C function `original`, making the typed call of `record`.

    flags: its ml_flags; name: "module.function". owner: the type whose descriptor
    `original` is, None if it is a function."""
    # Its globals are those of a module that bears the extension's name: the JIT
    # takes them for constants (in a plain dict they cost two thirds of the gain).
    module = owner.__module__ if owner else original.__module__
    namespace = type(layout)(module or "").__dict__
    namespace.update(
        _BUILTINS,
        utf8=_utf8,
        has_surrogate=_has_surrogate,
        null=_NULL,
        hidden=hidden_applevel,
        missing=_MISSING,
        original=original,
        entry=_entry(record),
        bail_value=as_carried(record.result, record.bail_value),
        spares=_errors.spares,
        new_slot=_errors.new_slot,
        not_called=_errors.not_called,
        taken=_errors.taken,
        spare_places=[],
        new_places=_places_maker(record),
        # What the first argument of a descriptor must be an instance of.
        owner=type if flags & layout.METH_CLASS else owner,
        # Nobody's __subclasscheck__: the original asks none.
        subclass=type.__subclasscheck__,
    )
    for i, argument in enumerate(record.arguments):
        namespace["default%d" % i] = as_carried(argument.c_type, argument.default)
    counting = _counts.enabled
    if counting:
        namespace["count"] = _counts.by_name[name] = _counts.Counts()
    text = source(record, bool(flags & layout.METH_KEYWORDS), counting, owner is not None)
    exec(compile(text, "<pyunbox %s>" % name, "exec", dont_inherit=True), namespace)
    if owner is None:
        return _stand_in(original, namespace["typed"])
    get = _get_of_class if flags & layout.METH_CLASS else _get
    return _stand_in(original, namespace["typed"], **_descriptor(original, owner, get))


def _entry(record):
    """The C function as a function pointer that cffi calls."""
    arguments = []
    for argument in record.arguments:
        if argument.c_type.is_memory:
            arguments.append(_CHAR_POINTER)
        else:
            arguments.append(_cffi_type(argument.c_type))
        if argument.c_type.kind == layout.KIND_BUFFER:
            arguments.append(_cffi_backend.new_primitive_type("ssize_t"))
    arguments += _item_pointers(record)
    if record.raises:
        arguments.append(_errors.SLOT_POINTER)
    kind = _cffi_backend.new_function_type(tuple(arguments), _cffi_type(record.result))
    return _cffi_backend.cast(kind, record.entry)


def _item_pointers(record):
    return [_cffi_backend.new_pointer_type(_cffi_type(item.c_type)) for item in record.items]


def _places_maker(record):
    """A function that makes places for the values of a tuple, which belong to one call."""
    pointers = tuple(_item_pointers(record))

    @hidden_applevel
    def new_places():
        return tuple(map(_cffi_backend.newp, pointers))

    return new_places


def _cffi_type(c_type):
    if c_type.kind == layout.KIND_VOID:
        return _cffi_backend.new_void_type()
    name = c_type.name
    if c_type.kind == layout.KIND_BOOL:
        name = "uint8_t"  # the byte that it is: cffi's own bool is no int
    elif c_type.is_uint64:
        name = "int64_t"  # see as_carried
    return _cffi_backend.new_primitive_type(name)


def _stand_in(original, function, **more):
    """An object that behaves as `original` and is called as `function`.

    No Python function could take its place: the interpreter names the callee in
    errors such as "keywords must be strings", and there a C function is called
    "builtin_function_or_method object". Nor does this bind as a method."""
    return type(
        type(original).__name__,
        (),
        {
            "__slots__": (),
            "__call__": staticmethod(function),
            # inspect and pydoc then take it for what they took the original for.
            "__class__": property(lambda self: type(len)),
            # A property: inspect takes text equal to the class's for inherited.
            "__doc__": property(lambda self: original.__doc__),
            # Packages set it: their functions are to seem to be their own.
            "__module__": property(
                lambda self: original.__module__,
                lambda self, name: setattr(original, "__module__", name),
            ),
            "__getattr__": lambda self, name: getattr(original, name),
            "__dir__": lambda self: dir(original),
            "__repr__": lambda self: repr(original),
            "__reduce__": lambda self: original.__qualname__,
            **more,
        },
    )()


def _descriptor(original, owner, get):
    """What a stand-in for a descriptor of the type `owner` has besides.

    What it binds to is of the same type as with the original: that type asks
    its function for all but the object, which it passes first."""
    bound = type(original.__get__(owner, type))

    def reduce(self, protocol):
        # It fails, as it does for the original, which pickle must not compare with this.
        return object.__new__, original.__reduce_ex__(protocol)[1]

    return {
        "__get__": get(original, bound),
        "__reduce_ex__": reduce,
        "__reduce__": lambda self: original.__reduce__(),
    }


def _get(original, bound):
    @hidden_applevel
    def __get__(self, it, owner=None):
        return self if it is None else bound(self, it)

    return __get__


def _get_of_class(original, bound):
    @hidden_applevel
    def __get__(self, it, owner=_MISSING):
        if owner is None:
            return original.__get__(it, owner)
        return bound(self, type(it) if owner is _MISSING else owner)

    return __get__
