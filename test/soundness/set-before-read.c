// RUN: %check_unit %s
// What a variable holds before it is set differs between a wrapper and a copy
// of it.
//
// CHECK-REPORT-DAG: rejected: stale: {{.*}}[maybe-unset]

#include <Python.h>

static PyObject *stale(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x), y;
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (i > 0)
    y = i;
  return PyLong_FromLong(y);
}

static PyMethodDef methods[] = {
    {"stale", stale, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
