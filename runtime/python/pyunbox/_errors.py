"""How an exception comes out of a C function that takes the GIL, on PyPy.

Such a function puts references to the class and the value where the guard says: into a
slot that belongs to this one call. Between the call and the look at the slot other threads and
signal handlers may run, and call such functions too.
"""

import _cffi_backend
from __pypy__ import hidden_applevel

from . import _access_pypy as _access

SLOT_POINTER = _cffi_backend.new_pointer_type(_cffi_backend.new_primitive_type("uintptr_t"))
_SLOT = _cffi_backend.new_array_type(SLOT_POINTER, 2)

#: Slots that are not in use, each with two 0 in it.
spares = []


def new_slot():
    return _cffi_backend.newp(_SLOT)


#: What a slot holds if the call was not made, for lack of stack.
NOT_CALLED = 1


@hidden_applevel
def not_called(slot):
    """Whether the boxed call is to be made; `slot` is then a spare one again.

    RecursionError if there is no room for that either: there PyPy's API would end the
    process."""
    if slot[0] != NOT_CALLED:
        return False
    slot[0] = 0
    spares.append(slot)
    _need_room(16)
    return True


@hidden_applevel
def _need_room(frames):
    if frames:
        _need_room(frames - 1)


@hidden_applevel
def taken(slot):
    """The exception in `slot`, which becomes a spare one."""
    kind, value = slot[0], slot[1]
    slot[0] = slot[1] = 0
    spares.append(slot)
    kind = _access.take(kind)
    value = _access.take(value) if value else None
    # As the interpreter itself makes an exception of the two.
    if isinstance(value, kind):
        return value
    if value is None:
        return kind()
    return kind(*value) if isinstance(value, tuple) else kind(value)
