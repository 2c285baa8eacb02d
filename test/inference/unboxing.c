// RUN: %check_unit %s
// Every API function that unboxes an argument, the C type that it yields and
// the Python type that it is exact for.

#include <Python.h>

static long of_long(long x) { return x; }
static long long of_long_long(long long x) { return x; }
static Py_ssize_t of_ssize_t(Py_ssize_t x) { return x; }
static size_t of_size_t(size_t x) { return x; }
static unsigned long of_ulong(unsigned long x) { return x; }
static unsigned long long of_ulong_long(unsigned long long x) { return x; }
static double of_double(double x) { return x; }
static int of_int(int x) { return x; }

#define WRAPPER(name, type, unbox, impl, box)                                  \
  static PyObject *name(PyObject *module, PyObject *arg) {                     \
    type x = unbox(arg);                                                       \
    if (x == (type)-1 && PyErr_Occurred())                                     \
      return NULL;                                                             \
    return box(impl(x));                                                       \
  }

// CHECK-JSON: "python_type": "int",
// CHECK-JSON-NEXT: "unboxed_by": "PyLong_AsLong"
// CHECK-REPORT-DAG: typed: a_long: long (long) [direct, direct]
WRAPPER(a_long, long, PyLong_AsLong, of_long, PyLong_FromLong)

// CHECK-JSON: "python_type": "int",
// CHECK-JSON-NEXT: "unboxed_by": "PyLong_AsLongLong"
// CHECK-REPORT-DAG: typed: b_long_long: long long (long long) [direct, direct]
WRAPPER(b_long_long, long long, PyLong_AsLongLong, of_long_long,
        PyLong_FromLongLong)

// CHECK-JSON: "python_type": "int",
// CHECK-JSON-NEXT: "unboxed_by": "PyLong_AsSsize_t"
// CHECK-REPORT-DAG: typed: c_ssize_t: Py_ssize_t (Py_ssize_t) [direct, direct]
WRAPPER(c_ssize_t, Py_ssize_t, PyLong_AsSsize_t, of_ssize_t, PyLong_FromSsize_t)

// CHECK-JSON: "unboxed_by": "PyLong_AsSize_t"
// CHECK-REPORT-DAG: typed: d_size_t: size_t (size_t) [direct, direct]
WRAPPER(d_size_t, size_t, PyLong_AsSize_t, of_size_t, PyLong_FromSize_t)

// CHECK-JSON: "unboxed_by": "PyLong_AsUnsignedLong"
// CHECK-REPORT-DAG: typed: e_ulong: unsigned long (unsigned long) [direct, direct]
WRAPPER(e_ulong, unsigned long, PyLong_AsUnsignedLong, of_ulong,
        PyLong_FromUnsignedLong)

// CHECK-JSON: "unboxed_by": "PyLong_AsUnsignedLongLong"
// CHECK-REPORT-DAG: typed: f_ulong_long: unsigned long long (unsigned long long) [direct, direct]
WRAPPER(f_ulong_long, unsigned long long, PyLong_AsUnsignedLongLong,
        of_ulong_long, PyLong_FromUnsignedLongLong)

// CHECK-JSON: "unboxed_by": "PyLong_AsUnsignedLongMask"
// CHECK-REPORT-DAG: typed: g_mask: unsigned long (unsigned long) [direct, direct]
WRAPPER(g_mask, unsigned long, PyLong_AsUnsignedLongMask, of_ulong,
        PyLong_FromUnsignedLong)

// CHECK-JSON: "python_type": "float or int",
// CHECK-JSON-NEXT: "unboxed_by": "PyFloat_AsDouble"
// CHECK-REPORT-DAG: typed: h_double: double (double) [direct, direct]
WRAPPER(h_double, double, PyFloat_AsDouble, of_double, PyFloat_FromDouble)

// CHECK-JSON: "python_type": "bool",
// CHECK-JSON-NEXT: "unboxed_by": "PyObject_IsTrue"
// CHECK-REPORT-DAG: typed: i_truth: int (int) [direct, direct]
WRAPPER(i_truth, int, PyObject_IsTrue, of_int, PyLong_FromLong)

// CHECK-JSON: "unboxed_by": "PyLong_AsLongAndOverflow"
// CHECK-REPORT-DAG: typed: j_overflow: long (long) [direct, direct]
static PyObject *j_overflow(PyObject *module, PyObject *arg) {
  int overflow;
  long x = PyLong_AsLongAndOverflow(arg, &overflow);
  if (overflow) {
    PyErr_SetString(PyExc_OverflowError, "too large");
    return NULL;
  }
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(of_long(x));
}

// CHECK-REPORT: 10 of 10 methods typed
static PyMethodDef methods[] = {
    {"a_long", a_long, METH_O, NULL},
    {"b_long_long", b_long_long, METH_O, NULL},
    {"c_ssize_t", c_ssize_t, METH_O, NULL},
    {"d_size_t", d_size_t, METH_O, NULL},
    {"e_ulong", e_ulong, METH_O, NULL},
    {"f_ulong_long", f_ulong_long, METH_O, NULL},
    {"g_mask", g_mask, METH_O, NULL},
    {"h_double", h_double, METH_O, NULL},
    {"i_truth", i_truth, METH_O, NULL},
    {"j_overflow", j_overflow, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "unboxing", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_unboxing(void) { return PyModule_Create(&definition); }

// PYTHON: for row in "a_long b_long_long c_ssize_t j_overflow".split():
// PYTHON:     assert getattr(m, row)(-7) == -7
// PYTHON: for row in "d_size_t e_ulong f_ulong_long g_mask h_double".split():
// PYTHON:     assert getattr(m, row)(7) == 7
// PYTHON: assert m.g_mask(-1) == 2**64 - 1 and m.i_truth([0]) == 1
// PYTHON: try: m.j_overflow(2**64)
// PYTHON: except OverflowError as error: assert str(error) == "too large"
// PYTHON: else: raise AssertionError
