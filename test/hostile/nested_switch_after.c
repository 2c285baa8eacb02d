// RUN: %check_unit %s
// A switch within a switch that goes on behind it.
//
// CHECK-REPORT-DAG: typed: f: long (long, long) [adapter, direct]
// PYTHON: assert m.f(1, 0) == 78

#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#include <Python.h>
static long good(long x, long y) { return x + y; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x, y, z; int kind = 0;
  if (!PyArg_ParseTuple(args, "ll", &x, &y)) return NULL;
  z = y;
  switch (x) {
  case 1:
    z = 77;
    switch (kind) {
    case 7:
      break;
    }
  case 2:
  default:
    return PyLong_FromLong(good(x, z));
  } }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
