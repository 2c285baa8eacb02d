// RUN: %check_unit %s
// An unboxing whose result is dropped still says that nothing overflowed.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REWRITE: overflow = 0;
// PYTHON: assert m.f(0) == 0

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  int overflow = 7; long v;
  PyLong_AsLongAndOverflow(o, &overflow);
  v = PyLong_AsLong(o);
  if (v == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(v + overflow); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
