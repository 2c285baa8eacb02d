// RUN: %check_unit %s
// A structured binding names a part of a global.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, gil]

#include <Python.h>
struct Pair { long a, b; };
static Pair both{1, 2};
auto &[ga, gb] = both;
static long impl(long x) { return x + ++ga; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
