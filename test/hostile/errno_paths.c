// RUN: %check_unit %s
// errno is read; raised as an exception; signgam is written.
//
// CHECK-REPORT-DAG: typed: f: double (double) [specialized, gil] (uses errno: errno)
// CHECK-REPORT-DAG: typed: g: double (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: h: double (double) [specialized, boxed]

#include <Python.h>
#include <errno.h>
#include <math.h>
static PyObject *f(PyObject *m, PyObject *o) { double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  errno = 0; double r = log(x); if (errno) return PyErr_SetFromErrno(PyExc_ValueError);
  return PyFloat_FromDouble(r); }
static PyObject *g(PyObject *m, PyObject *o) { double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  double r = log(x); if (isnan(r)) return PyErr_SetFromErrno(PyExc_ValueError);
  return PyFloat_FromDouble(r); }
static PyObject *h(PyObject *m, PyObject *o) { double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  if (isnan(x)) return PyErr_SetFromErrno(PyExc_ValueError);
  return PyFloat_FromDouble(lgamma(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {"h", (PyCFunction)h, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
