// RUN: %check_unit %s
// What may stand between the arguments and the implementation.

#include <Python.h>

static double of_float(float x) { return (double)x; }
static double of_two(double x, int scale) { return x * scale; }
static long with_module(PyObject *module, long x) { return x + 1; }
static int checked(double x, double *result) {
  if (x < 0)
    return -1;
  *result = x / 2;
  return 0;
}
static void through(long x, long *result) { *result = 2 * x; }

// Narrowing: the entry takes what the converter yields.
// CHECK-REPORT-DAG: typed: narrowing: double (double) [adapter, direct]
// CHECK-REWRITE: static double pyunbox_entry_narrowing(double pyunbox_{{[a-z0-9]+}}) {
// CHECK-REWRITE: of_float((float)x)
static PyObject *narrowing(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(of_float((float)x));
}

// A module that the implementation does not use.
// CHECK-REPORT-DAG: typed: unused_module: long (long) [adapter, direct]
// CHECK-REWRITE: with_module(NULL, pyunbox_arg)
static PyObject *unused_module(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(with_module(module, x));
}

// A range check before the call bails out.
// CHECK-REPORT-DAG: typed: range: {{.*}} (double, int) [adapter, direct]
// CHECK-REWRITE: pyunbox_entry_range(
// CHECK-REWRITE: if (scale < 0 || scale > 10) {
// CHECK-REWRITE: return PYUNBOX_BAIL;
static PyObject *range(PyObject *module, PyObject *args) {
  double x;
  int scale;
  if (!PyArg_ParseTuple(args, "di", &x, &scale))
    return NULL;
  if (scale < 0 || scale > 10) {
    PyErr_SetString(PyExc_ValueError, "scale must be 0 to 10");
    return NULL;
  }
  return PyFloat_FromDouble(of_two(x, scale));
}

// A status that the wrapper turns into an exception, and a result through an
// out-parameter. The implementation has no effects: to bail out is sound after
// it, too.
// CHECK-REPORT-DAG: typed: status: double (double) [adapter, direct]
// CHECK-REWRITE: if (checked(x, &result) != 0) {
// CHECK-REWRITE: return PYUNBOX_BAIL;
static PyObject *status(PyObject *module, PyObject *args) {
  double x, result;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  if (checked(x, &result) != 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyFloat_FromDouble(result);
}

// CHECK-REPORT-DAG: typed: out_parameter: long (long) [adapter, direct]
static PyObject *out_parameter(PyObject *module, PyObject *arg) {
  long result, x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  through(x, &result);
  return PyLong_FromLong(result);
}

// Constants, and arguments in another order.
// CHECK-REPORT-DAG: typed: constant: double (double) [adapter, direct]
// CHECK-REWRITE: of_two(x, 3)
static PyObject *constant(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(of_two(x, 3));
}

// CHECK-REPORT-DAG: typed: swapped: double (int, double) [adapter, direct]
static PyObject *swapped(PyObject *module, PyObject *args) {
  double x;
  int scale;
  if (!PyArg_ParseTuple(args, "id", &scale, &x))
    return NULL;
  return PyFloat_FromDouble(of_two(x, scale));
}

// A default that is not the last word.
// CHECK-REPORT-DAG: typed: defaulted: double (double, int) [adapter, direct]
static PyObject *defaulted(PyObject *module, PyObject *args) {
  double x;
  int scale = 0;
  if (!PyArg_ParseTuple(args, "d|i", &x, &scale))
    return NULL;
  if (scale == 0)
    scale = 5;
  return PyFloat_FromDouble(of_two(x, scale));
}

// CHECK-REPORT: 8 of 8 methods typed (0 direct, 8 adapter, 0 specialized)
static PyMethodDef methods[] = {
    {"narrowing", narrowing, METH_O, NULL},
    {"unused_module", unused_module, METH_O, NULL},
    {"range", range, METH_VARARGS, NULL},
    {"status", status, METH_VARARGS, NULL},
    {"out_parameter", out_parameter, METH_O, NULL},
    {"constant", constant, METH_O, NULL},
    {"swapped", swapped, METH_VARARGS, NULL},
    {"defaulted", defaulted, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "adapters", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_adapters(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.narrowing(0.5) == 0.5 and m.unused_module(1) == 2
// PYTHON: assert m.range(2.0, 3) == 6 and m.status(3) == 1.5
// PYTHON: assert m.out_parameter(2) == 4 and m.constant(2) == 6
// PYTHON: assert m.swapped(3, 2.0) == 6
// PYTHON: assert m.defaulted(2.0) == 10 and m.defaulted(2.0, 1) == 2
// PYTHON: for f, args, text in ((m.range, (1, 11), "scale must be 0 to 10"),
// PYTHON:                       (m.status, (-1,), "negative")):
// PYTHON:     try: f(*args)
// PYTHON:     except ValueError as error: assert str(error) == text
// PYTHON:     else: raise AssertionError(text)
