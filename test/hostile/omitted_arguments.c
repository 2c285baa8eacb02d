// RUN: %check_unit %s
// Wrappers that look for omitted arguments themselves, and do more than to put a
// constant in their place.
//
// The wrapper raises for some numbers of arguments: the entry cannot tell them.
// CHECK-REPORT-DAG: typed: raises: long (long, long) [adapter, boxed]
// CHECK-REPORT-DAG: rejected: swapped: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: rejected: other_callee: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: rejected: ignored: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: rejected: depends: {{.*}}[default-unknown]
// CHECK-REPORT-DAG: rejected: beyond: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: rejected: gap: {{.*}}[variable-arity]
// 0.0 without the last two arguments, and -0.0 without the last.
// CHECK-REPORT-DAG: rejected: signed_zero: {{.*}}[default-unknown]
// The effect of the shorter form counts.
// CHECK-REPORT-DAG: typed: counts: long (long, long) [{{adapter|direct}}, boxed] (uses state of the module: variable 'calls'; it looks for omitted arguments by hand, and may raise)
// CHECK-REPORT-DAG: typed: twice_used: long (long, long) [adapter, direct]

#include <Python.h>
static long f(long a, long b) { return 10 * a + b; }
static long g(long a, long b) { return a - b; }
static long calls;
#define WRAPPER(name) \
  static PyObject *name(PyObject *m, PyObject *const *args, Py_ssize_t nargs)
#define UNBOX(v, i) \
  v = PyLong_AsLong(args[i]); \
  if (v == -1 && PyErr_Occurred()) return NULL
#define COUNT(n, least, most) \
  if (n < least || n > most) { \
    PyErr_SetString(PyExc_TypeError, "wrong number of arguments"); \
    return NULL; \
  }

WRAPPER(raises) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  if (nargs == 1 && a < 0) { PyErr_SetNone(PyExc_ValueError); return NULL; }
  if (nargs > 1) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }
WRAPPER(swapped) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  if (nargs > 1) { UNBOX(b, 1); return PyLong_FromLong(f(a, b)); }
  return PyLong_FromLong(f(b, a)); }
WRAPPER(other_callee) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  if (nargs > 1) { UNBOX(b, 1); return PyLong_FromLong(f(a, b)); }
  return PyLong_FromLong(g(a, b)); }
WRAPPER(ignored) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  if (nargs > 1) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, 7)); }
WRAPPER(depends) { long a, b; COUNT(nargs, 1, 2) UNBOX(a, 0); b = a;
  if (nargs > 1) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }
WRAPPER(beyond) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  UNBOX(b, 1);
  return PyLong_FromLong(f(a, b)); }
WRAPPER(gap) { long a, b = 7; COUNT(nargs, 1, 3) UNBOX(a, 0);
  if (nargs == 2) { PyErr_SetNone(PyExc_TypeError); return NULL; }
  if (nargs > 2) { UNBOX(b, 1); UNBOX(b, 2); }
  return PyLong_FromLong(f(a, b)); }
WRAPPER(counts) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  if (nargs > 1) { UNBOX(b, 1); } else { calls = 5; }
  return PyLong_FromLong(f(a, b)); }
static long h(long a, long b, long c) { return a + 2 * b + 3 * c; }
WRAPPER(twice_used) { long a, b = 7; COUNT(nargs, 1, 2) UNBOX(a, 0);
  if (nargs > 1) { UNBOX(b, 1); }
  return PyLong_FromLong(h(a, b, b)); }
static double d(double a, double b, double c) { return a / b + c; }
#define UNBOX_REAL(v, i) \
  v = PyFloat_AsDouble(args[i]); \
  if (v == -1 && PyErr_Occurred()) return NULL
WRAPPER(signed_zero) { double a, b = 1, c = -0.0; COUNT(nargs, 1, 3)
  UNBOX_REAL(a, 0);
  if (nargs == 1) c = 0.0;
  if (nargs > 1) { UNBOX_REAL(b, 1); }
  if (nargs > 2) { UNBOX_REAL(c, 2); }
  return PyFloat_FromDouble(d(a, b, c)); }
long touch(void) { return calls++; }

#define ROW(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}
static PyMethodDef methods[] = {
    ROW(raises), ROW(swapped), ROW(other_callee), ROW(ignored), ROW(depends),
    ROW(beyond), ROW(gap), ROW(counts), ROW(twice_used),
    ROW(signed_zero),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
// PYTHON: assert m.twice_used(1) == 36 and m.twice_used(1, 2) == 11
// PYTHON: assert m.swapped(1) == 71 and m.raises(1) == 17
