// RUN: %check_unit %s
// The result of a call is a temporary of its own; a parameter of an entry, which
// would stand for it, is none.
//
// CHECK-REPORT-DAG: rejected: chosen: a reference to the result of a call that is replaced [copy-unsafe]
// CHECK-REPORT-DAG: rejected: changed: a reference to the result of a call that is replaced [copy-unsafe]
// CHECK-REPORT-DAG: rejected: same: a reference to the result of a call that is replaced [copy-unsafe]
// CHECK-REPORT-DAG: typed: converted: long (long) {{.*}} direct]{{$}}
//
// PYTHON: assert (m.chosen(5), m.changed(5), m.same(5), m.converted(5)) == (12, 10, 1, 7)

#include <Python.h>

static long pick(long &&x) { return x + 1; }
static long pick(const long &x) { return x + 1000; }
static PyObject *chosen(PyObject *, PyObject *a) {
  long r = pick(PyLong_AsLong(a));
  if (PyErr_Occurred()) return NULL;
  return PyLong_FromLong(r * 2);
}

template <class T> static long take(T &&x) { long old = x; x = 0; return old; }
static PyObject *changed(PyObject *, PyObject *a) {
  long s = take(PyLong_AsLong(a)) + PyLong_AsLong(a);
  if (PyErr_Occurred()) return NULL;
  return PyLong_FromLong(s);
}

static long areSame(const long &a, const long &b) { return &a == &b; }
static PyObject *same(PyObject *, PyObject *a) {
  long r = areSame(PyLong_AsLong(a), PyLong_AsLong(a));
  if (PyErr_Occurred()) return NULL;
  return PyLong_FromLong(r + 1);
}

static long plus(long x) { return x + 1; }
static PyObject *converted(PyObject *, PyObject *a) {
  long r = plus(PyLong_AsLong(a));
  if (PyErr_Occurred()) return NULL;
  return PyLong_FromLong(r + 1);
}

static PyMethodDef methods[] = {
    {"chosen", chosen, METH_O, NULL},
    {"changed", changed, METH_O, NULL},
    {"same", same, METH_O, NULL},
    {"converted", converted, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
