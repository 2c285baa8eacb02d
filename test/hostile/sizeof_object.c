// RUN: %check_unit %s
// sizeof of an object is unsigned in a division.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong((long)(x / sizeof(o))); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
