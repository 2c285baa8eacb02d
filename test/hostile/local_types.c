// RUN: %check_unit %s
// Local structures, typedefs and enumerations are kept, their initializers edited.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: h: long (long) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  struct { long v; } s = {PyLong_AsLong(o)};
  if (s.v == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(s.v * 2); }
static PyObject *g(PyObject *m, PyObject *o) {
  struct pair { long a, b; };
  struct pair p; p.a = PyLong_AsLong(o);
  if (p.a == -1 && PyErr_Occurred()) return NULL;
  p.b = 3;
  return PyLong_FromLong(p.a * p.b); }
static PyObject *h(PyObject *m, PyObject *o) {
  typedef long number; enum { three = 3 };
  number a = PyLong_AsLong(o);
  if (a == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(a * three); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {"h", (PyCFunction)h, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
