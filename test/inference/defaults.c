// RUN: %check_unit %s
// Optional arguments: what is constant when the arguments are parsed is the
// default, in the type of its variable.

#include <Python.h>

#include <limits.h>
#include <math.h>

enum { LEVEL = 3 };
#define LIMIT (1 << 4)

static double ints(int a, long b, unsigned char c, unsigned long long d) {
  return a + (double)b + c + (double)d;
}
static double floats(double a, float b, double c) { return a + (double)b + c; }

// CHECK-JSON: "id": "defaults.of_floats",
// CHECK-JSON: "id": "defaults.of_ints",

// CHECK-REPORT-DAG: typed: of_ints: double (int, long, unsigned char, unsigned long long) [direct, direct]
// CHECK-REWRITE: of_ints
static PyObject *of_ints(PyObject *module, PyObject *args) {
  int a = -LEVEL;
  long b = LIMIT;
  unsigned char c = 'c';
  unsigned long long d = ULLONG_MAX;
  if (!PyArg_ParseTuple(args, "|ilbK", &a, &b, &c, &d))
    return NULL;
  return PyFloat_FromDouble(ints(a, b, c, d));
}

// CHECK-REPORT-DAG: typed: of_floats: double (double, float, double) [direct, direct]
static PyObject *of_floats(PyObject *module, PyObject *args) {
  double a, c = HUGE_VAL;
  float b = 1;
  a = 1.0 / 4;
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

// CHECK-REPORT: 2 of 3 methods typed
static PyMethodDef methods[] = {
    {"of_ints", of_ints, METH_VARARGS, NULL},
    {"of_floats", of_floats, METH_VARARGS, NULL},
    {"unknown", unknown, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "defaults", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_defaults(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.of_ints() == -3 + 16 + 99 + float(2**64 - 1)
// PYTHON: assert m.of_ints(1, 2, 3, 4) == 10 and m.of_ints(1, 2, 3) > 1e19
// PYTHON: assert m.of_floats() == float("inf") and m.of_floats(1, 1, 1) == 3
