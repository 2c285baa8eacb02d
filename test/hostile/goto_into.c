// RUN: %check_unit %s
// Jumps into loops, and a label in a branch that is never taken.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, direct]

#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o), i = 0;
  if (x == -1 && PyErr_Occurred()) { again: if (i) return NULL; return NULL; }
  if (x > 4) goto inside;
  while (i < 3) { i++;
inside: x += 2; }
  return PyLong_FromLong(x + i); if (i) goto again; }
static PyObject *g(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) goto bad;
  if (0) { bad: return NULL; }
  switch (x & 3) { case 0: do { x++; case 1: x += 3; } while (x < 20); }
  return PyLong_FromLong(x); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
