// RUN: %check_unit %s
// A static variable, the line number and the function's name mean something
// else in a copy.
//
// CHECK-REPORT-DAG: rejected: line: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: name: {{.*}}[copy-unsafe]

#include <Python.h>

static PyObject *line(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i + __LINE__);
}

static PyObject *name(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i + __func__[0]);
}

static PyMethodDef methods[] = {
    {"line", line, METH_O, NULL},
    {"name", name, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
