// RUN: %check_unit %s
// What is called on paths that never return needs the GIL.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, boxed]

#include <Python.h>
#include <stdlib.h>
static void die(void) { PyErr_Print(); exit(1); }
__attribute__((noreturn)) static void die2(void) { PyErr_Print(); exit(1); }
static long half(long x) { return x / 2; }
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  if (x < 0) die2();
  return PyLong_FromLong(half(x)); }
static PyObject *g(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  if (x < 0) { die(); for (;;) ; }
  return PyLong_FromLong(half(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
