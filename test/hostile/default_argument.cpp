// RUN: %check_unit %s
// A default argument has an effect.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, boxed]

#include <Python.h>
static long counter;
static long next() { return ++counter; }
static long add(long x, long n = next()) { return x + n; }
static long impl(long x) { return add(x); }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(add(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
