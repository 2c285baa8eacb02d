// RUN: %check_unit %s
// Declarations that control jumps over.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  switch (x) {
    long y;
  case 0: y = 5; x = y + 1; break;
  default: y = x; x = y * 2; break;
  }
  return PyLong_FromLong(x); }
static PyObject *g(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  goto skip;
  long y;
skip:
  y = x * 3;
  return PyLong_FromLong(y); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
