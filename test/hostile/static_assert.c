// RUN: %check_unit %s
// A static assertion has a text that has no type.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, direct]

#include <Python.h>
#include <assert.h>
static long impl(long x) { static_assert(sizeof(x) > 1, "a byte"); return x; }
static PyObject *f(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(impl(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
