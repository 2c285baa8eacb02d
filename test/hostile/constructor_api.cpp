// RUN: %check_unit %s
// A constructor calls the Python API: as a dropped declaration and as the result.
//
// CHECK-REPORT-DAG: typed: f: long (long) [adapter, boxed]
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, boxed]

#include <Python.h>
struct Noisy { long v; explicit Noisy(long x) : v(x) { PyErr_CheckSignals(); } };
static long impl(long x) { return x * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  Noisy n(x); (void)n;
  return PyLong_FromLong(impl(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  Noisy n(x);
  return PyLong_FromLong(n.v); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
