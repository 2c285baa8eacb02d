// RUN: %check_unit %s
// A result with an exception set makes the interpreter raise SystemError.
//
// CHECK-REPORT-DAG: rejected: noisy: {{.*}}[result-with-error]

#include <Python.h>

static PyObject *noisy(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (i < 0)
    PyErr_SetString(PyExc_ValueError, "negative");
  return PyLong_FromLong(i);
}

static PyMethodDef methods[] = {
    {"noisy", noisy, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
