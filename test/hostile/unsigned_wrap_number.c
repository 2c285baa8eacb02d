// RUN: %check_unit %s
// An unsigned number wraps around in a condition.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REWRITE: return evil(x);
// PYTHON: assert m.f(1) == 1001

#include <Python.h>
static long good(long x) { return x; }
static long evil(long x) { return x + 1000; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; unsigned zero = 0; unsigned top = zero - 1;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  if (top > 5) return PyLong_FromLong(evil(x));
  return PyLong_FromLong(good(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
