// RUN: %check_unit %s
// The implementation takes references.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[format-target]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, direct]
// CHECK-REPORT-DAG: rejected: h: a reference to the result of a call that is replaced [copy-unsafe]

#include <Python.h>
static long twice(const long &x) { return x * 2; }
static long bump(long &x) { x += 1; return x * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(twice(x)); }
static PyObject *g(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(twice(x)); }
static PyObject *h(PyObject *m, PyObject *o) {
  return PyLong_FromLong(twice(PyLong_AsLong(o))); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {"h", (PyCFunction)h, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
