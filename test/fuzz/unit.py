"""Draws a whole unit: helpers, wrappers, their table, and the module."""

import random
import re

from expressions import Expressions
from helpers import Helpers
from wrappers import Wrappers

_HEAD = [
    "#define PY_SSIZE_T_CLEAN", "#include <Python.h>", "#include <errno.h>", "#include <math.h>",
    "#include <stdint.h>", "#include <stdlib.h>", "#include <string.h>",
]  # fmt: skip


class Unit:
    """A unit's source. pieces: its top-level lines and blocks, for the shrinker."""

    def __init__(self, pieces, cxx, methods):
        self.pieces = pieces
        self.cxx = cxx
        self.methods = methods

    @property
    def name(self):
        return "unit.cpp" if self.cxx else "unit.c"

    def source(self, pieces=None):
        text = "\n".join(lines(self.pieces if pieces is None else pieces)) + "\n"
        return re.sub(r"\b_Bool\b", "bool", text) if self.cxx else text


def lines(pieces, indent=""):
    """The lines of nested blocks."""
    for piece in pieces:
        if isinstance(piece, str):
            yield indent + piece
        else:
            yield indent + piece[0]
            for line in lines(piece[1:-1], indent + "  "):
                outer = line.strip().startswith(("} else", "case ", "default:"))
                yield line[2:] if outer and line.startswith(indent + "  ") else line
            yield indent + piece[-1]


def draw(seed, wrappers, cxx, without=()):
    """The Unit of a seed."""
    source = random.Random("%s of %d" % ("C++" if cxx else "C", seed))
    expressions = Expressions(source, cxx, without)
    helpers = Helpers(expressions)
    maker = Wrappers(expressions, helpers)
    pieces, methods = [*_HEAD, *helpers.lines], []
    for number in range(wrappers):
        made = maker.one("method%d" % number)
        pieces += made.pieces
        methods.append(made)
    space = cxx and source.random() < 0.5
    if space:
        first = len(_HEAD)
        pieces[first:] = [["namespace {", *pieces[first:], "}"]]
    # What the calls left behind.
    pieces.append([
        "static PyObject *look(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused)) {",
        'return Py_BuildValue("(kdi)", state0, state1, state2);', "}",
    ])  # fmt: skip
    rows = [method.row() for method in methods]
    pieces.append([
        "static PyMethodDef methods[] = {", *rows, '{"look", look, METH_NOARGS, NULL},',
        "{NULL, NULL, 0, NULL}", "};",
    ])  # fmt: skip
    pieces += [
        "static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, \"fuzzed\", NULL, -1, methods,",
        "    NULL, NULL, NULL, NULL};",
        "PyMODINIT_FUNC PyInit_fuzzed(void) { return PyModule_Create(&definition); }",
    ]
    return Unit(pieces, cxx, [method.description() for method in methods])
