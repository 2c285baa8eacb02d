// RUN: %check_unit %s
// A wrapper that counts by hand and takes one or two arguments has no one
// signature.
//
// CHECK-REPORT-DAG: rejected: either: {{.*}}[variable-arity]

#include <Python.h>

static PyObject *either(PyObject *self, PyObject *const *args,
                        Py_ssize_t nargs) {
  long x = 0, y = 7;
  if (nargs < 1 || nargs > 2) {
    PyErr_SetString(PyExc_TypeError, "one or two");
    return NULL;
  }
  x = PyLong_AsLong(args[0]);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (nargs == 2) {
    y = PyLong_AsLong(args[1]);
    if (y == -1 && PyErr_Occurred())
      return NULL;
  }
  return PyLong_FromLong(x + y);
}

static PyMethodDef methods[] = {
    {"either", (PyCFunction)(void (*)(void))either, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
