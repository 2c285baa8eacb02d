// RUN: %check_unit %s
// NULL without an exception is a bug of the wrapper; it is reported, not
// carried on.
//
// CHECK-REPORT-DAG: rejected: silent: {{.*}}[null-without-error]

#include <Python.h>

static PyObject *silent(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (i < 0)
    return NULL;
  return PyLong_FromLong(i);
}

static PyMethodDef methods[] = {
    {"silent", silent, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
