// RUN: %check_unit %s
// None by way of a variable: nothing of it is left in an entry.
//
// CHECK-REPORT-DAG: typed: kept: void (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: early: void (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: maybe: int (long) [specialized, direct]

#include <Python.h>

static PyObject *kept(PyObject *self, PyObject *o) {
  PyObject *r;
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  r = Py_None;
  Py_INCREF(r);
  return r;
}

static PyObject *early(PyObject *self, PyObject *o) {
  PyObject *r = NULL;
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    goto done;
  r = Py_None;
  Py_INCREF(r);
done:
  return r;
}

static PyObject *maybe(PyObject *self, PyObject *o) {
  PyObject *r = NULL;
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
  } else {
    r = Py_None;
    Py_INCREF(r);
  }
  return r;
}

static PyMethodDef methods[] = {
    {"kept", kept, METH_O, NULL},
    {"early", early, METH_O, NULL},
    {"maybe", maybe, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "none", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_none(void) { return PyModule_Create(&definition); }
