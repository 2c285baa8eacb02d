// RUN: %check_unit %s
// Arguments are swapped in the call, or in the parse.
//
// CHECK-REPORT-DAG: typed: f: long (long, long) [adapter, direct]
// CHECK-REPORT-DAG: typed: g: long (long, long) [adapter, direct]

#include <Python.h>
static long sub(long a, long b) { return a - b; }
static PyObject *f(PyObject *m, PyObject *args) {
  long a, b; if (!PyArg_ParseTuple(args, "ll", &a, &b)) return NULL;
  return PyLong_FromLong(sub(b, a)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long a, b; if (!PyArg_ParseTuple(args, "ll", &b, &a)) return NULL;
  return PyLong_FromLong(sub(a, b)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
