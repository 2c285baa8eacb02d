// RUN: %check_unit %s
// Every API function that boxes a result.

#include <Python.h>

static int small(long x) { return (int)(x & 0xff); }
static double half(long x) { return (double)x / 2; }

#define WRAPPER(name, result)                                                  \
  static PyObject *name(PyObject *module, PyObject *arg) {                     \
    long x = PyLong_AsLong(arg);                                               \
    if (x == -1 && PyErr_Occurred())                                           \
      return NULL;                                                             \
    return result;                                                             \
  }

// A conversion that keeps every value is part of the boxing.
// CHECK-REPORT-DAG: typed: a_long: int (long) [direct, direct]
// CHECK-JSON: "boxed_by": "PyLong_FromLong",
WRAPPER(a_long, PyLong_FromLong(small(x)))
// CHECK-REPORT-DAG: typed: b_long_long: int (long) [direct, direct]
// CHECK-JSON: "boxed_by": "PyLong_FromLongLong",
WRAPPER(b_long_long, PyLong_FromLongLong(small(x)))
// CHECK-REPORT-DAG: typed: c_ssize_t: int (long) [direct, direct]
// CHECK-JSON: "boxed_by": "PyLong_FromSsize_t",
WRAPPER(c_ssize_t, PyLong_FromSsize_t(small(x)))
// From a signed to an unsigned type is another value: no direct entry.
// CHECK-REPORT-DAG: typed: d_size_t: size_t (long) [adapter, direct]
// CHECK-JSON: "boxed_by": "PyLong_FromSize_t",
static PyObject *d_size_t(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromSize_t(small(x));
}
// CHECK-REPORT-DAG: typed: e_ulong: unsigned long (long) [adapter, direct]
// CHECK-JSON: "boxed_by": "PyLong_FromUnsignedLong",
static PyObject *e_ulong(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromUnsignedLong(small(x));
}
// CHECK-REPORT-DAG: typed: f_ulong_long: unsigned long long (long) [adapter, direct]
// CHECK-JSON: "boxed_by": "PyLong_FromUnsignedLongLong",
static PyObject *f_ulong_long(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromUnsignedLongLong(small(x));
}
// CHECK-REPORT-DAG: typed: g_double: double (long) [direct, direct]
// CHECK-JSON: "boxed_by": "PyFloat_FromDouble",
// CHECK-JSON-NEXT: "c_type": "double",
// CHECK-JSON-NEXT: "items": [],
// CHECK-JSON-NEXT: "python_type": "float"
WRAPPER(g_double, PyFloat_FromDouble(half(x)))
// CHECK-REPORT-DAG: typed: h_bool: int (long) [direct, direct]
// CHECK-JSON: "boxed_by": "PyBool_FromLong",
// CHECK-JSON-NEXT: "c_type": "int",
// CHECK-JSON-NEXT: "items": [],
// CHECK-JSON-NEXT: "python_type": "bool"
WRAPPER(h_bool, PyBool_FromLong(small(x)))

// CHECK-REPORT-DAG: typed: i_none: void (long) [direct, direct]
// CHECK-JSON: "boxed_by": "Py_None",
// CHECK-JSON-NEXT: "c_type": "void",
// CHECK-JSON-NEXT: "items": [],
// CHECK-JSON-NEXT: "python_type": "None"
static void nothing(long x) { (void)x; }
static PyObject *i_none(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  nothing(x);
  Py_RETURN_NONE;
}

// CHECK-REPORT-DAG: typed: j_true_false: int (long) [adapter, direct]
// CHECK-JSON: "boxed_by": "Py_True, Py_False",
static PyObject *j_true_false(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (small(x) == 1)
    Py_RETURN_TRUE;
  Py_RETURN_FALSE;
}

// The same without macros, and by a conditional expression.
// CHECK-REPORT-DAG: typed: k_constants: int (long) [adapter, direct]
static PyObject *k_constants(PyObject *module, PyObject *arg) {
  PyObject *result;
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  result = small(x) == 1 ? Py_True : Py_False;
  Py_INCREF(result);
  return result;
}

// CHECK-REPORT: 11 of 11 methods typed
static PyMethodDef methods[] = {
    {"a_long", a_long, METH_O, NULL},
    {"b_long_long", b_long_long, METH_O, NULL},
    {"c_ssize_t", c_ssize_t, METH_O, NULL},
    {"d_size_t", d_size_t, METH_O, NULL},
    {"e_ulong", e_ulong, METH_O, NULL},
    {"f_ulong_long", f_ulong_long, METH_O, NULL},
    {"g_double", g_double, METH_O, NULL},
    {"h_bool", h_bool, METH_O, NULL},
    {"i_none", i_none, METH_O, NULL},
    {"j_true_false", j_true_false, METH_O, NULL},
    {"k_constants", k_constants, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "boxing", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_boxing(void) { return PyModule_Create(&definition); }

// PYTHON: for row in "a_long b_long_long c_ssize_t d_size_t e_ulong".split():
// PYTHON:     assert getattr(m, row)(257) == 1
// PYTHON: assert m.f_ulong_long(2) == 2 and m.g_double(1) == 0.5
// PYTHON: for row in (m.h_bool, m.j_true_false, m.k_constants):
// PYTHON:     assert row(1) is True and row(256) is False
// PYTHON: assert m.i_none(1) is None
