// RUN: %check_unit %s
// self is passed on, and used after some calls, or not at all.
//
// CHECK-REPORT-DAG: rejected: swapped: {{.*}}[self-used]
// CHECK-REPORT-DAG: rejected: deep: {{.*}}[self-used]
// CHECK-REPORT-DAG: typed: unused: long (long) [adapter, direct]

#include <Python.h>
static long swap(PyObject *a, PyObject *b, long x) {
  if (x > 0) return swap(b, a, 0);
  return b == NULL; }
static long deeper(PyObject *m, long x) { return x + (m == NULL); }
static long deep_impl(PyObject *m, long x) { return deeper(m, x); }
static long idle(PyObject *m, long x);
static long idler(PyObject *m, long x) { return x > 0 ? idle(m, x - 1) : x; }
static long idle(PyObject *m, long x) { return idler(m, x); }
static PyObject *swapped(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(swap(m, NULL, x)); }
static PyObject *deep(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(deep_impl(m, x)); }
static PyObject *unused(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(idle(m, x)); }

static PyMethodDef methods[] = {
    {"swapped", (PyCFunction)swapped, METH_O, NULL},
    {"deep", (PyCFunction)deep, METH_O, NULL},
    {"unused", (PyCFunction)unused, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
