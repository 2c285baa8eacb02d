// RUN: %check_unit %s
// Looking into an argument, or at its address, is not unboxing it.
//
// CHECK-REPORT-DAG: rejected: address: {{.*}}[object-use]

#include <Python.h>

static PyObject *address(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (x->ob_refcnt > 5)
    i = 0;
  return PyLong_FromLong(i);
}

static PyMethodDef methods[] = {
    {"address", address, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
