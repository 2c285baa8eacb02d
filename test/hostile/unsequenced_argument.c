// RUN: %check_unit %s
// An argument of the call changes another one.
//
// CHECK-REPORT-DAG: rejected: f: an argument changes a variable that another one names [unsupported-c]

#pragma GCC diagnostic ignored "-Wsequence-point"
#include <Python.h>
static long id(long a, long b) { return a - b; }
static PyObject *f(PyObject *m, PyObject *args) {
  long a, b; if (!PyArg_ParseTuple(args, "ll", &a, &b)) return NULL;
  return PyLong_FromLong(id(a, (a = 3, b))); }
static PyMethodDef methods[] = {
    {"f", f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
