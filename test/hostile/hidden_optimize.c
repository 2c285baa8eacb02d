// RUN: %check_unit %s
// gcc's attribute "optimize", which Clang ignores: in a macro, on another
// declaration, on an implementation that may be inlined.
//
// CHECK-REPORT-DAG: rejected: in_macro: {{.*}} [fast-math]
// CHECK-REPORT-DAG: rejected: earlier: {{.*}} [fast-math]
// CHECK-REPORT-DAG: rejected: called: {{.*}} [fast-math]

#include <Python.h>

#define QUICK __attribute__((noinline, optimize("fast-math")))

static PyObject *earlier(PyObject *self, PyObject *o) QUICK;
static QUICK double sum(double x) { return (1e20 + x) - 1e20; }

QUICK static PyObject *in_macro(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble((1e20 + x) - 1e20);
}

static PyObject *earlier(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble((1e20 + x) - 1e20);
}

static PyObject *called(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(sum(x));
}

static PyMethodDef methods[] = {
    {"in_macro", in_macro, METH_O, NULL},
    {"earlier", earlier, METH_O, NULL},
    {"called", called, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
