// RUN: %check_unit %s
// The object is unboxed in an initializer list and has the name of a global.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]

#include <Python.h>
static PyObject *o;
static PyObject *f(PyObject *m, PyObject *o) {
  struct { long v; } s = {PyLong_AsLong(o)};
  if (s.v == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(s.v * 2); }
PyObject *keep(PyObject *x) { return o = x; }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
