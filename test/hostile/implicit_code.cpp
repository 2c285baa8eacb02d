// RUN: %check_unit %s
// Implicit constructors, destructors and member initializers change a global.
//
// CHECK-REPORT-DAG: typed: f1: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: f2: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: f3: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: f4: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: f5: long (long) [direct, boxed]

#include <Python.h>
static long counter;
struct Inner { Inner() { counter++; } };
struct Outer { Inner in; long v; Outer(long x) : v(x) {} };
struct Der : Inner { long v; explicit Der(long x) : v(x) {} };
struct Init { long v, w = ++counter; explicit Init(long x) : v(x) {} };
struct Arr { ~Arr() { counter++; } };
struct D2 { Arr a; };
static long i1(long x) { Outer o(x); return o.v; }
static long i2(long x) { Der o(x); return o.v; }
static long i3(long x) { Init o(x); return o.v; }
static long i4(long x) { Arr a[2]; (void)a; return x; }
static long i5(long x) { D2 d; (void)d; return x; }
#define W(n, i) static PyObject *n(PyObject *m, PyObject *args) { \
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL; \
  return PyLong_FromLong(i(x)); }
W(f1, i1) W(f2, i2) W(f3, i3) W(f4, i4) W(f5, i5)

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_VARARGS, NULL},
    {"f2", (PyCFunction)f2, METH_VARARGS, NULL},
    {"f3", (PyCFunction)f3, METH_VARARGS, NULL},
    {"f4", (PyCFunction)f4, METH_VARARGS, NULL},
    {"f5", (PyCFunction)f5, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
