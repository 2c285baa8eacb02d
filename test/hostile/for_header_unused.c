// RUN: %check_unit %s
// A variable of a for header that is not read cannot be cut from it.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]

#pragma GCC diagnostic ignored "-Wunused-variable"
#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o), s = 0;
  if (x == -1 && PyErr_Occurred()) return NULL;
  for (int i = 0, *p = &i, k = 4; *p < k; ++*p) s += x;
  for (int once = 1;;) { s++; break; }
  return PyLong_FromLong(s); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
