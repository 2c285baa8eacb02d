// RUN: %check_unit %s
// An argument becomes a pointer, in a union or by memcpy.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, gil]
// CHECK-REPORT-DAG: typed: g: long (long) [direct, gil]

#include <Python.h>
#include <string.h>
static long peek(long a) { union { long l; long *p; } u; u.l = a; return *u.p; }
static long poke(long a) { long *p; memcpy(&p, &a, sizeof p); *p = 5; return 0; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(peek(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(poke(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
