// RUN: %check_unit %s
// A virtual call reaches an overrider that changes a global.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]

#include <Python.h>
static long counter;
struct Base { virtual long run(long x) const { return x; } };
struct Derived : Base { long run(long x) const override { return x + ++counter; } };
static long call(const Base &b, long x) { return b.run(x); }
static long impl(long x) { Derived d; return call(d, x); }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
