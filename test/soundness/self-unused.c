// RUN: %check_unit %s
// A wrapper that uses its module needs an object that a typed call does not
// have.
//
// CHECK-REPORT-DAG: rejected: pass_on: {{.*}}[self-used]

#include <Python.h>

static long with_module(PyObject *module, long i) {
  return module ? i : -i;
}

static PyObject *pass_on(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(with_module(self, i));
}

static PyMethodDef methods[] = {
    {"pass_on", pass_on, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
