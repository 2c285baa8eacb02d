// RUN: %check_unit %s
// A local static is initialized when first used.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, gil]

#include <Python.h>
static long seed() { static long n; return ++n; }
static long id(long x) { static const long s = seed(); return x + s; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(id(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
