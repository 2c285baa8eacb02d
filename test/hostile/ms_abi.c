// RUN: %check_unit %s
// The implementation has another calling convention.
//
// CHECK-REPORT-DAG: typed: f: long (long, long) [adapter, direct]

#include <Python.h>
__attribute__((ms_abi)) static long cube(long x, long y) { return x * x * x + y; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x, y; if (!PyArg_ParseTuple(args, "ll", &x, &y)) return NULL;
  return PyLong_FromLong(cube(x, y)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
