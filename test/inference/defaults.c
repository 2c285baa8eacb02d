// RUN: %check_unit %s
// Optional arguments: what is constant when the arguments are parsed is the
// default, in the type of its variable.

#include <Python.h>

#include <limits.h>
#include <math.h>

enum { LEVEL = 3 };
#define LIMIT (1 << 4)

static double ints(int a, long b, unsigned char c) {
  return a + (double)b + c;
}
static double huge(unsigned long long x) { return (double)x; }
static double floats(double a, float b, double c) { return a + (double)b + c; }

// CHECK-JSON: "default": -0.25,
// CHECK-JSON: "default": -1.0,
// CHECK-JSON: "default": "inf",
// CHECK-JSON: "id": "defaults.of_floats",
// CHECK-JSON: "default": -3,
// CHECK-JSON: "default": 16,
// CHECK-JSON: "default": 99,
// CHECK-JSON: "id": "defaults.of_ints",
// CHECK-JSON: "id": "defaults.of_unsigned",

// CHECK-REPORT-DAG: typed: of_ints: double (int, long, unsigned char) [direct, direct]
static PyObject *of_ints(PyObject *module, PyObject *args) {
  int a = -LEVEL;
  long b = LIMIT;
  unsigned char c = 'c';
  if (!PyArg_ParseTuple(args, "|ilb", &a, &b, &c))
    return NULL;
  return PyFloat_FromDouble(ints(a, b, c));
}

// More than 64 signed bits.
// CHECK-REPORT-DAG: rejected: of_unsigned: {{.*}} [default-unknown]
static PyObject *of_unsigned(PyObject *module, PyObject *args) {
  unsigned long long x = ULLONG_MAX;
  if (!PyArg_ParseTuple(args, "|K", &x))
    return NULL;
  return PyFloat_FromDouble(huge(x));
}

// CHECK-REPORT-DAG: typed: of_floats: double (double, float, double) [direct, direct]
static PyObject *of_floats(PyObject *module, PyObject *args) {
  double a, c = HUGE_VAL;
  float b = -1;
  a = -1.0 / 4;
  if (!PyArg_ParseTuple(args, "|dfd", &a, &b, &c))
    return NULL;
  return PyFloat_FromDouble(floats(a, b, c));
}

// What depends on the path is no constant.
// CHECK-REPORT-DAG: defaults.c:[[#@LINE+6]]:8: rejected: unknown: {{.*}}[default-unknown]
static double factor = 2;
static PyObject *unknown(PyObject *module, PyObject *args) {
  double x;
  double by = factor;
  factor += 1;
  if (!PyArg_ParseTuple(args, "d|d", &x, &by))
    return NULL;
  return PyFloat_FromDouble(x * by);
}

// CHECK-REPORT: 2 of 4 methods typed
static PyMethodDef methods[] = {
    {"of_ints", of_ints, METH_VARARGS, NULL},
    {"of_unsigned", of_unsigned, METH_VARARGS, NULL},
    {"of_floats", of_floats, METH_VARARGS, NULL},
    {"unknown", unknown, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "defaults", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_defaults(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.of_ints() == -3 + 16 + 99 and m.of_unsigned() == 2.0**64
// PYTHON: assert m.of_ints(1, 2, 3) == 6 and m.of_ints(1) == 116
// PYTHON: assert m.of_floats() == float("inf") and m.of_floats(1, 1, 1) == 3
