// RUN: %check_unit %s
// A C99 inline function has its external definition in another file, if any.
//
// CHECK-REPORT-DAG: typed: f: long (long) [adapter, direct]

#include <Python.h>
inline long cube(long x) { return x * x * x; }
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(cube(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
