// RUN: %check_unit %s -- -I%S/Inputs
// A row that is all a macro makes is written out where the macro is used; no
// line moves.

#include <Python.h>

static long inc_impl(long arg) { return arg + 1; }

static PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

#include "row_macros.h"

#define SHORT {"short_row", inc, METH_O}
#define TRAILING {"trailing", inc, METH_O | METH_O, NULL,},
#define DOC "a, b"
#define CAST(f, unused) ((PyCFunction)(void (*)(void))f)
#define NAMED(name, f, doc) { name,CAST(f, 1), METH_O,doc },
#define PASTED(name, flags) {#name, (PyCFunction)py_##name, flags|METH_O, PyDoc_STR(DOC)}
#define TOUCHING(a, b) {"touching", inc, METH_O, 2 a-b ? DOC : NULL},
#define py_pasted inc

// CHECK-REPORT: row_macros.c:[[#@LINE+33]]:5: typed: plain: long (long)
// CHECK-REPORT: row_macros.c:[[#@LINE+33]]:5: typed: inner: long (long)
// CHECK-REPORT: typed: outer: long (long) [direct, direct]
// CHECK-REPORT: typed: short_row: long (long) [direct, direct]
// CHECK-REPORT: typed: trailing: long (long) [direct, direct]
// CHECK-REPORT: typed: named: long (long) [direct, direct]
// CHECK-REPORT: typed: left: long (long) [direct, direct]
// CHECK-REPORT: typed: right: long (long) [direct, direct]
// CHECK-REPORT: typed: pasted: long (long) [direct, direct]
// CHECK-REPORT: typed: touching: long (long) [direct, direct]
// CHECK-REPORT: row_macros.c:[[#@LINE+35]]:5: typed: last: long (long)
// CHECK-REPORT: row_macros.c:[[#@LINE+38]]:29: typed: single: long (long)
// CHECK-JSON-COUNT-4: "flags": "METH_O"
// CHECK-JSON: "flags": "METH_O | METH_O"

// CHECK-REWRITE: static PyMethodDef methods[] = {
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_plain, inc, METH_O, NULL),
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD(pyunbox_methods_inner, (PyCFunction)inc, METH_O, inner__doc__),{{$}}
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD( pyunbox_methods_outer, inc, METH_O, inner__doc__ ), // comma{{$}}
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD(pyunbox_methods_short_row, inc, METH_O, NULL) ,{{$}}
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD(pyunbox_methods_trailing, inc, METH_O | METH_O, NULL),{{$}}
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD( pyunbox_methods_named,CAST(inc, 1), METH_O,"x" DOC ),{{$}}
// CHECK-REWRITE-EMPTY:
// CHECK-REWRITE-EMPTY:
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD( pyunbox_methods_left,CAST(inc, 1), METH_O,NULL ), PYUNBOX_METHOD( pyunbox_methods_right,CAST(inc, 1), METH_O,NULL ),{{$}}
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD(pyunbox_methods_pasted, (PyCFunction)py_pasted, METH_O |METH_O, PyDoc_STR(DOC)){{$}}
// CHECK-REWRITE-NEXT: {{^}},{{$}}
// CHECK-REWRITE-NEXT: {{^}}    PYUNBOX_METHOD(pyunbox_methods_touching, inc, METH_O, 2 -3 - -2 ? DOC : NULL),{{$}}
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_last, inc, METH_O, NULL),
// CHECK-REWRITE-NEXT: {NULL, NULL, 0, NULL}};
// CHECK-REWRITE: static PyMethodDef single = PYUNBOX_METHOD(pyunbox_single_single, inc, METH_O, NULL);

static PyMethodDef methods[] = {
    {"plain", inc, METH_O, NULL},
    INNER_METHODDEF
    OUTER_METHODDEF, // comma
    SHORT ,
    TRAILING
    NAMED("named", // the name
          inc,
          "x" DOC)
    NAMED("left", inc, NULL) NAMED("right", inc, NULL)
    PASTED(pasted, METH_O)
,
    TOUCHING(-3, -2)
    {"last", inc, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

#define SINGLE {"single", inc, METH_O, NULL}
static PyMethodDef single = SINGLE;

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "row_macros", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_row_macros(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module)
    PyModule_AddObject(module, "single", PyCFunction_New(&single, NULL));
  return module;
}

// PYTHON: names = "plain inner outer short_row trailing named left right pasted touching last single".split()
// PYTHON: assert [getattr(m, name)(1) for name in names] == [2] * 12
// PYTHON: assert [getattr(m, name).__name__ for name in names] == names
// PYTHON: assert m.inner.__text_signature__ == "($module, x, /)"
// PYTHON: assert m.inner.__doc__ == "One more, and no less."
// PYTHON: assert m.named.__doc__ == "xa, b" and m.pasted.__doc__ == m.touching.__doc__ == "a, b"
