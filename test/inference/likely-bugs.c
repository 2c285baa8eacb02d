// RUN: %check_unit %s
// What is wrong in the module as it is, is said apart from what is only not proved.
//
// CHECK-REPORT-DAG: rejected: outside: NULL is returned here with no exception set [null-without-error]
// CHECK-REPORT-DAG: rejected: by_status: NULL is returned here, on some paths with no exception set [error-not-proved]
// CHECK-REPORT-DAG: rejected: goes_on: {{.*}} [result-with-error]
// CHECK-REPORT-DAG: rejected: wide: {{.*}} [format-mismatch]
// CHECK-REPORT: likely bugs in the extension: outside (null-without-error), goes_on (result-with-error), wide (format-mismatch)

#include <Python.h>

static PyObject *outside(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x > 90)
    return NULL;
  return PyFloat_FromDouble(x / 90);
}

static void set_error(int status) {
  if (status == 1)
    PyErr_SetString(PyExc_ValueError, "too small");
  if (status == 2)
    PyErr_SetString(PyExc_ValueError, "too large");
}

static int halve(double x, double *half) {
  *half = x / 2;
  return x < 0 ? 1 : x > 90 ? 2 : 0;
}

static PyObject *by_status(PyObject *self, PyObject *o) {
  double half, x = PyFloat_AsDouble(o);
  int status;
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if ((status = halve(x, &half)) != 0) {
    set_error(status);
    return NULL;
  }
  return PyFloat_FromDouble(half);
}

static PyObject *goes_on(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x > 90)
    PyErr_SetString(PyExc_ValueError, "too large");
  return PyFloat_FromDouble(x / 90);
}

static PyObject *wide(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"outside", outside, METH_O, NULL},
    {"by_status", by_status, METH_O, NULL},
    {"goes_on", goes_on, METH_O, NULL},
    {"wide", wide, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "bugs", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bugs(void) { return PyModule_Create(&definition); }
