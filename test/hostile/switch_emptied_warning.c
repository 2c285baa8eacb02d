// RUN: %check_unit %s
// A switch of which nothing is left.
//
// CHECK-REPORT-DAG: typed: f: long (long, long) [specialized, direct]

#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#include <Python.h>
static long good(long x, long y) { return x + y; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x, y; int kind = 0;
  if (!PyArg_ParseTuple(args, "ll", &x, &y)) return NULL;
  long r;
  switch (x) {
  case 1:
    y = 77;
    switch (kind) {
    case 7:
      y = 5;
    }
  case 2:
    return PyLong_FromLong(good(x, y));
  }
  return PyLong_FromLong(good(x, y)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
