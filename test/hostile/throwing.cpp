// RUN: %check_unit %s
// Exceptions: of the implementation, caught by the wrapper, and of a function that never returns.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: g: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: h: long (long) [specialized, boxed]

#include <Python.h>
static long half(long x) { if (x < 0) throw 1; return x / 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(half(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  try { return PyLong_FromLong(half(x)); } catch (int) { PyErr_SetString(PyExc_ValueError, "x"); return NULL; } }
[[noreturn]] static void boom() { throw 1; }
static PyObject *h(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  if (x < 0) boom();
  return PyLong_FromLong(x); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {"h", (PyCFunction)h, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
