// RUN: %check_unit %s
// The implementation is in a namespace, its namesake outside.
//
// CHECK-REPORT-DAG: typed: f: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, direct]
// CHECK-REWRITE: return fast::f_impl(x);

#include <Python.h>
static long f_impl(long x) { return x; }
namespace fast { static long f_impl(long x) { return x * 100; } }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(fast::f_impl(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(f_impl(x) + 1); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
