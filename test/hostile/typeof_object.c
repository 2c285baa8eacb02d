// RUN: %check_unit %s
// The type of an object, of a call, of a local that shadows a global.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: h: {{.*}}[copy-unsafe]

#include <Python.h>
static long scale = 2;
static PyObject *f(PyObject *m, PyObject *o) {
  __typeof__(PyLong_AsLong(o)) x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + 1); }
static PyObject *g(PyObject *m, PyObject *o) {
  long scale = PyLong_AsLong(o);
  if (scale == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(scale + 1); }
static PyObject *h(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + (long)sizeof(o)); }
long touch(void) { return scale++; }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {"h", (PyCFunction)h, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
