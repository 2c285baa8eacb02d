// RUN: %check_unit %s
// An entry that takes the GIL and raises stands for the whole wrapper: what a
// helper does beside unboxing, or the wrapper beside its helper, is not left out.
//
// CHECK-REPORT-DAG: typed: noted: long (long) [specialized, boxed] ({{.*}} what 'unbox' does has no counterpart without objects)
// CHECK-REPORT-DAG: typed: more: long (long) [{{.*}}, boxed] ({{.*}} is not all that it calls)
//
// PYTHON: first = m.noted(5)
// PYTHON: assert m.noted(5) == first + 1 and m.more(5) == 5
// PYTHON: assert m.noted(5) == first + 102

#include <Python.h>

static long calls;

static int unbox(PyObject *x, long *to) {
  *to = PyLong_AsLong(x);
  calls++;
  return 1;
}
static PyObject *noted(PyObject *self, PyObject *x) {
  long i;
  unbox(x, &i);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i + calls);
}

static PyObject *same(PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (calls < 0) {
    PyErr_SetString(PyExc_ValueError, "below zero");
    return NULL;
  }
  return PyLong_FromLong(i);
}
static PyObject *more(PyObject *self, PyObject *x) {
  calls += 100;
  return same(x);
}

static PyMethodDef methods[] = {
    {"noted", noted, METH_O, NULL},
    {"more", more, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
