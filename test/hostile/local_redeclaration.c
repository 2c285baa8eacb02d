// RUN: %check_unit %s
// The table is local to the initialization.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]

#include <Python.h>
static long impl(long x) { return x * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }
PyMODINIT_FUNC PyInit_sound(void) {
  static PyMethodDef methods[] = {{"f", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
  static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
  return PyModule_Create(&def); }
