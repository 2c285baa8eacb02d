// RUN: %check_unit %s
// Nothing typed: no report of it, and not one byte changes.

#include <Python.h>

static PyObject *same(PyObject *module, PyObject *obj) {
  (void)module;
  Py_INCREF(obj);
  return obj;
}

static PyMethodDef methods[] = {
    {"same", same, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "silent", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_silent(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.same(m) is m
