// RUN: %check_unit %s
// A C++ exception must not leave an entry.
//
// CHECK-REPORT-DAG: typed: thrower: {{.*}} [direct, boxed]

#include <Python.h>

static long thrower_impl(long i) {
  if (i < 0)
    throw i;
  return i;
}
static PyObject *thrower(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(thrower_impl(i));
}

static PyMethodDef methods[] = {
    {"thrower", thrower, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
