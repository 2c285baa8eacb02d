// RUN: %check_unit %s
// A member function has the name of a free one.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, direct]

#include <Python.h>
struct Acc { long v; long impl(long x) const { return x + v; } };
static long impl(long x) { return x; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  Acc a = {5};
  return PyLong_FromLong(a.impl(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x) + 1); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
