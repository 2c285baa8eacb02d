// RUN: %check_unit %s
// Two rows share a name, and a third has the name that would be made up for one.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f_2: long (long) [specialized, direct]

#include <Python.h>
#define W(name, n) static PyObject *name(PyObject *m, PyObject *o)
static PyObject *w1(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + 1); }
static PyObject *w2(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + 2); }
static PyObject *w3(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + 3); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)w1, METH_O, NULL},
    {"f", (PyCFunction)w2, METH_O, NULL},
    {"f_2", (PyCFunction)w3, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
