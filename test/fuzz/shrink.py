"""Makes a unit that differs smaller, as long as it still differs in the same way."""


import re
import tempfile
import time

import trial

_FUNCTION = re.compile(r"static PyObject \*(\w+)\(PyObject \*Py_UNUSED")
_ROW = re.compile(r'\{"(\w+)", ')

#: Shrinking ends after so long.
SECONDS = 150


def shrink(tools, folder, unit, settings, difference):
    """The source of a smaller unit."""
    only = [difference.method] if difference.method else ()
    until = time.monotonic() + SECONDS
    small = trial.Settings(0, settings.seed, settings.calls)
    small.compiler, small.flags, small.launcher = settings.compiler, settings.flags, settings.launcher
    if difference.index is not None and difference.method:
        small.first, small.calls = difference.index, difference.index + 1

    never = _kind(str(difference)) == "says never"

    def differs(pieces):
        source = unit.source(pieces)
        with tempfile.TemporaryDirectory(dir=folder) as inner:
            try:
                trial.try_unit(tools, inner, unit, small, source, only, analyze=never)
            except trial.Fault:
                return False
            except trial.Difference as other:
                if _kind(str(other)) != _kind(str(difference)) or other.method != difference.method:
                    return False
            else:
                return False
            try:
                trial.check_defined(tools, inner, unit, small, source, only, trial.BUILDS[:2])
            except trial.Fault:
                return False
            return True

    pieces = unit.pieces
    if not differs(pieces):
        return unit.source()
    pieces = _halves(pieces, differs, until)
    changed = True
    while changed and time.monotonic() < until:
        changed = False
        for path in list(_paths(pieces)):
            if time.monotonic() > until:
                break
            for candidate in _candidates(pieces, path):
                if differs(candidate):
                    pieces, changed = candidate, True
                    break
            if changed:
                # Paths have moved; larger pieces first again.
                break
    return unit.source(pieces)


def _halves(pieces, differs, until):
    """Top-level pieces that can be left out many at a time."""
    many = len(pieces) // 2
    while many > 1:
        place = len(pieces)
        while place > 0 and time.monotonic() < until:
            place = max(place - many, 0)
            candidate = pieces[:place] + pieces[place + many :]
            if differs(_with_rows(candidate)):
                pieces = candidate
        many //= 2
    return _with_rows(pieces)


def _with_rows(pieces):
    """The pieces, with those rows of the table whose function is there."""
    there = set(_functions(pieces))
    return _filtered(pieces, there)


def _functions(pieces):
    for piece in pieces:
        if not isinstance(piece, str):
            found = _FUNCTION.match(piece[0])
            if found:
                yield found[1]
            yield from _functions(piece[1:-1])


def _filtered(pieces, there):
    kept = []
    for piece in pieces:
        if isinstance(piece, str):
            row = _ROW.match(piece)
            if not row or row[1] in there:
                kept.append(piece)
        else:
            kept.append([piece[0], *_filtered(piece[1:-1], there), piece[-1]])
    return kept


def _kind(text):
    for kind in ("says never", "does not build", "new warnings", "the entry", "exit status"):
        if kind in text[:200]:
            return kind
    return "call"


def _paths(pieces, prefix=()):
    """Where something may be removed: outer pieces first."""
    inner = []
    for place, piece in enumerate(pieces):
        yield (*prefix, place)
        if not isinstance(piece, str):
            inner.append(place)
    for place in inner:
        for path in _paths(pieces[place][1:-1], ()):
            yield (*prefix, place, path[0] + 1, *path[1:])


def _candidates(pieces, path):
    """The pieces without the one at `path`; with what is inside of it in its place."""
    yield _changed(pieces, path, lambda piece: [])
    piece = pieces
    for place in path:
        piece = piece[place]
    if not isinstance(piece, str) and len(path) > 1:
        yield _changed(pieces, path, lambda piece: piece[1:-1])


def _changed(pieces, path, change):
    place = path[0]
    if len(path) == 1:
        return [*pieces[:place], *change(pieces[place]), *pieces[place + 1 :]]
    return [*pieces[:place], _changed(pieces[place], path[1:], change), *pieces[place + 1 :]]


