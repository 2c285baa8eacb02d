// RUN: %check_unit %s
// The iterator of a range-based for changes a global.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]

#include <Python.h>
static long counter;
struct It { long i; long operator*() const { return i; } It &operator++() { ++i; ++counter; return *this; }
  bool operator!=(const It &o) const { return i != o.i; } };
struct R { long n; It begin() const { return {0}; } It end() const { return {n}; } };
static long impl(long x) { long s = 0; for (long i : R{x & 7}) s += i; return s; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
