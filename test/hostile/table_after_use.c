// RUN: %check_unit %s
// The table stands before the wrappers and the implementation.
//
// CHECK-REPORT-DAG: typed: f: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *args);
static PyObject *g(PyObject *m, PyObject *args);

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static long impl(long x) { return x * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x) + 1); }
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
