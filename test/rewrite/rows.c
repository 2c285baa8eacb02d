// RUN: %check_unit %s
// However a row is written, only its braces and its name change, and no line
// moves.

#include <Python.h>

static long inc_impl(long arg) { return arg + 1; }

static PyObject *inc(PyObject *module, PyObject *obj) {
  long x;
  (void)module;
  x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

#define DOC(text) PyDoc_STR(text)
#define PLAIN METH_O

// CHECK-REPORT: rows.c:[[#@LINE+26]]:5: typed: short_row: long (long)
// CHECK-REPORT: typed: trailing: long (long)
// CHECK-REPORT: typed: macros: long (long)
// CHECK-REPORT: typed: cast: long (long)
// CHECK-REPORT: typed: left: long (long)
// CHECK-REPORT: typed: right: long (long)
// CHECK-REPORT: typed: spread: long (long)
// CHECK-REPORT: 7 of 7 methods typed

// Every row has a record of its own.
// CHECK-REWRITE-COUNT-7: PYUNBOX_RECORD(
// CHECK-REWRITE: static PyMethodDef methods[] = {
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_short_row, inc, METH_O, NULL),
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_trailing, inc, METH_O, "doc"),
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_macros, inc, PLAIN, DOC("a, b")),
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_cast, (PyCFunction)(void (*)(void))inc, METH_O, /* none, yet */ NULL),
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_left, inc, METH_O, NULL), PYUNBOX_METHOD(pyunbox_methods_right, inc, METH_O, NULL),
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(
// CHECK-REWRITE-NEXT: pyunbox_methods_spread
// CHECK-REWRITE-NEXT: ,
// CHECK-REWRITE-NEXT: inc, // the function
// CHECK-REWRITE-NEXT: METH_O, "doc"
// CHECK-REWRITE-NEXT: ),
// CHECK-REWRITE-NEXT: {NULL, NULL, 0, NULL}};

static PyMethodDef methods[] = {
    {"short_row", inc, METH_O},
    {"trailing", inc, METH_O, "doc",},
    {"macros", inc, PLAIN, DOC("a, b")},
    {"cast", (PyCFunction)(void (*)(void))inc, METH_O, /* none, yet */ NULL},
    {"left", inc, METH_O, NULL}, {"right", inc, METH_O, NULL},
    {
        "spr"
        "ead",
        inc, // the function
        METH_O, "doc"
    },
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "rows", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_rows(void) { return PyModule_Create(&definition); }

// PYTHON: names = "short_row trailing macros cast left right spread".split()
// PYTHON: assert [getattr(m, name)(1) for name in names] == [2] * 7
// PYTHON: assert [getattr(m, name).__name__ for name in names] == names
// PYTHON: assert m.macros.__doc__ == "a, b" and m.cast.__doc__ is None
