// RUN: %check_unit %s
// A static data member is reached through a local object.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, gil]

#include <Python.h>
struct Acc { static long total; long v; };
long Acc::total;
static long impl(long x) { Acc a{x}; a.total += a.v; return a.total; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
