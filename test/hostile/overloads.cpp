// RUN: %check_unit %s
// The implementation is one of two overloads.
//
// CHECK-REPORT-DAG: typed: f: double (double) [adapter, direct]

#include <Python.h>
static long half(long x) { return x / 2; }
static double half(double x) { return x / 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  double x; if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  return PyFloat_FromDouble(half(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
