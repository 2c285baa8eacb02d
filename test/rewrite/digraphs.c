// RUN: %check_unit %s
// Directives that are written otherwise, and an R before a quote that begins no
// raw string, hide no condition.
//
// CHECK-REPORT-DAG: typed: conditional: {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: behind: {{.*}} direct]{{$}}
// CHECK-REWRITE: #ifndef CONDITIONAL
// CHECK-REWRITE-NEXT: PYUNBOX_CHECK_FUNCTION(pyunbox_methods_conditional,
// CHECK-REWRITE: #ifndef BEHIND
// CHECK-REWRITE-NEXT: PYUNBOX_CHECK_FUNCTION(pyunbox_methods_behind,

#include <Python.h>

static long twice(long x) { return 2 * x; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(twice(x));
}

#define VERR "1.0"
static PyMethodDef methods[] = {
%:ifndef CONDITIONAL
    {"conditional", f, METH_VARARGS, VERR"(c)"},
%:endif
#ifndef BEHIND
    {"behind", f, METH_VARARGS, ")"},
#endif
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "digraphs", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_digraphs(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.conditional(21) == m.behind(21) == 42
