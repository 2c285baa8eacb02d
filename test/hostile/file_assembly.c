// RUN: %check_unit %s
// Assembly outside all functions can make any name another one.
//
// CHECK-REPORT-DAG: rejected: f: assembly outside all functions may give names other meanings [unsupported-c]

#include <Python.h>

__asm__(".weak twice");

long twice(long x);
long twice(long x) { return 2 * x; }

static PyObject *f(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

static PyMethodDef methods[] = {
    {"f", f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
