// RUN: %check_unit %s
// One argument, unboxed in two ways: neither guard is right for both.
//
// CHECK-REPORT-DAG: rejected: both: {{.*}}[argument-types]

#include <Python.h>

static PyObject *both(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  double d;
  if (i == -1 && PyErr_Occurred())
    return NULL;
  d = PyFloat_AsDouble(x);
  return PyFloat_FromDouble(d + (double)i);
}

static PyMethodDef methods[] = {
    {"both", both, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
