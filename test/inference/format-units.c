// RUN: %check_unit %s
// Every scalar unit of PyArg_Parse*, the C type that it writes and the Python
// type that it is exact for.

#include <Python.h>

#define UNARY(name, type)                                                      \
  static type name##_impl(type x) { return x; }
UNARY(b, unsigned char)
UNARY(B, unsigned char)
UNARY(h, short)
UNARY(H, unsigned short)
UNARY(i, int)
UNARY(I, unsigned int)
UNARY(l, long)
UNARY(k, unsigned long)
UNARY(L, long long)
UNARY(K, unsigned long long)
UNARY(n, Py_ssize_t)
UNARY(c, char)
UNARY(C, int)
UNARY(f, float)
UNARY(d, double)
UNARY(p, int)

#define WRAPPER(name, type, box)                                               \
  static PyObject *name(PyObject *module, PyObject *args) {                    \
    type x;                                                                    \
    if (!PyArg_ParseTuple(args, #name, &x))                                    \
      return NULL;                                                             \
    return box(name##_impl(x));                                                \
  }
// CHECK-REPORT-DAG: typed: b: unsigned char (unsigned char) [direct, direct]
WRAPPER(b, unsigned char, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: B: unsigned char (unsigned char) [direct, direct]
WRAPPER(B, unsigned char, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: h: short (short) [direct, direct]
WRAPPER(h, short, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: H: unsigned short (unsigned short) [direct, direct]
WRAPPER(H, unsigned short, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: i: int (int) [direct, direct]
WRAPPER(i, int, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: I: unsigned int (unsigned int) [direct, direct]
WRAPPER(I, unsigned int, PyLong_FromUnsignedLong)
// CHECK-REPORT-DAG: typed: l: long (long) [direct, direct]
WRAPPER(l, long, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: k: unsigned long (unsigned long) [direct, direct]
WRAPPER(k, unsigned long, PyLong_FromUnsignedLong)
// CHECK-REPORT-DAG: typed: L: long long (long long) [direct, direct]
WRAPPER(L, long long, PyLong_FromLongLong)
// CHECK-REPORT-DAG: typed: K: unsigned long long (unsigned long long) [direct, direct]
WRAPPER(K, unsigned long long, PyLong_FromUnsignedLongLong)
// CHECK-REPORT-DAG: typed: n: Py_ssize_t (Py_ssize_t) [direct, direct]
WRAPPER(n, Py_ssize_t, PyLong_FromSsize_t)
// CHECK-REPORT-DAG: typed: c: char (char) [direct, direct]
WRAPPER(c, char, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: C: int (int) [direct, direct]
WRAPPER(C, int, PyLong_FromLong)
// CHECK-REPORT-DAG: typed: f: float (float) [direct, direct]
WRAPPER(f, float, PyFloat_FromDouble)
// CHECK-REPORT-DAG: typed: d: double (double) [direct, direct]
WRAPPER(d, double, PyFloat_FromDouble)
// CHECK-REPORT-DAG: typed: p: int (int) [direct, direct]
WRAPPER(p, int, PyLong_FromLong)

// The report says how each argument is unboxed, in the order of the ids.
// CHECK-JSON: "methods": [
// CHECK-JSON: "python_type": "int",
// CHECK-JSON-NEXT: "unboxed_by": "B"
// CHECK-JSON: "python_type": "str of length 1",
// CHECK-JSON-NEXT: "unboxed_by": "C"
// CHECK-JSON: "python_type": "int",
// CHECK-JSON-NEXT: "unboxed_by": "H"
// CHECK-JSON: "c_type": "Py_ssize_t",
// CHECK-JSON: "python_type": "int",
// CHECK-JSON-NEXT: "unboxed_by": "n"
// CHECK-JSON: "python_type": "bool",
// CHECK-JSON-NEXT: "unboxed_by": "p"

// CHECK-REPORT: 16 of 16 methods typed
static PyMethodDef methods[] = {
    {"b", b, METH_VARARGS, NULL}, {"B", B, METH_VARARGS, NULL},
    {"h", h, METH_VARARGS, NULL}, {"H", H, METH_VARARGS, NULL},
    {"i", i, METH_VARARGS, NULL}, {"I", I, METH_VARARGS, NULL},
    {"l", l, METH_VARARGS, NULL}, {"k", k, METH_VARARGS, NULL},
    {"L", L, METH_VARARGS, NULL}, {"K", K, METH_VARARGS, NULL},
    {"n", n, METH_VARARGS, NULL}, {"c", c, METH_VARARGS, NULL},
    {"C", C, METH_VARARGS, NULL}, {"f", f, METH_VARARGS, NULL},
    {"d", d, METH_VARARGS, NULL}, {"p", p, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "format_units", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_format_units(void) {
  return PyModule_Create(&definition);
}

// PYTHON: for name in "bBhHiIlkLKnfdp": assert getattr(m, name)(1) == 1
// PYTHON: assert m.c(b"a") == m.C("a") == 97
// PYTHON: assert m.B(257) == 1 and m.H(65537) == 1 and m.p("x") == 1
