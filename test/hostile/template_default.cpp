// RUN: %check_unit %s
// The implementation is a template specialization other than the one deduced.
//
// CHECK-REPORT-DAG: typed: f: long (long) [adapter, direct]

#include <Python.h>
template <class T, int N = 2> static T scale(T x) { return x * N; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(scale<long, 3>(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
