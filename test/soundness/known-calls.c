// RUN: %check_unit %s
// A function whose body is not seen may do anything.
//
// CHECK-REPORT-DAG: typed: foreign: {{.*}} [direct, boxed]

#include <Python.h>

extern long somewhere_else(long i) __attribute__((weak));
static PyObject *foreign(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(somewhere_else(i));
}

static PyMethodDef methods[] = {
    {"foreign", foreign, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
