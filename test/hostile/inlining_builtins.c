// RUN: %check_unit %s
// What these yield hangs on what was inlined: a wrapper and its entry differ.
//
// CHECK-REPORT-DAG: rejected: constant: call of '__builtin_constant_p' [copy-unsafe]
// CHECK-REPORT-DAG: rejected: size: call of '__builtin_object_size' [copy-unsafe]

#include <Python.h>

static long twice(long x, long by) {
  return __builtin_constant_p(by) ? 2 * x : 3 * x;
}

static long room(long x, char *at) {
  return x + (long)__builtin_object_size(at, 0);
}

static PyObject *constant(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x, 2));
}

static PyObject *size(PyObject *self, PyObject *o) {
  char text[8];
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  text[0] = 0;
  return PyLong_FromLong(room(x, text));
}

static PyMethodDef methods[] = {
    {"constant", constant, METH_O, NULL},
    {"size", size, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
