// RUN: %check_unit %s
// Code that adds the rows of a table one by one reads their names: those of
// rewritten rows are the same.

#include <Python.h>

// CHECK-REPORT-DAG: typed: inc: long (long) [specialized, direct]
static PyObject *inc(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i / 2);
}

static PyMethodDef methods[] = {
    {"inc", inc, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "named", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_named(void) {
  PyObject *module = PyModule_Create(&definition);
  for (int i = 0; module && methods[i].ml_name != NULL; i++) {
    PyObject *f = PyCFunction_NewEx(&methods[i], NULL, NULL);
    if (!f || PyModule_AddObject(module, methods[i].ml_name, f))
      return NULL;
  }
  return module;
}

// PYTHON: assert m.inc(8) == 4 and m.inc.__name__ == "inc"
