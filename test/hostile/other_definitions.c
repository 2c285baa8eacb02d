// RUN: %check_unit %s
// Names by which another definition may be called than the one that is seen.
//
// CHECK-REPORT-DAG: typed: draws: long (long) [adapter, gil]
// CHECK-REPORT-DAG: typed: gammas: double (double) [direct, boxed]
// CHECK-REPORT-DAG: typed: weakly: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: constants: long (long) [specialized, gil]
// CHECK-REPORT-DAG: typed: own: long (long) [direct, direct]

#include <Python.h>
#include <stdlib.h>
#define ALL(name) static PyObject *name(PyObject *m, PyObject *args)

// The C library has these too, and in the process its own may come first.
long lrand48(void) { return 4; }
double gamma(double x) { return x * 0.5; }
ALL(draws) { long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long v = lrand48();
  if (v & 1) { PyErr_SetString(PyExc_ValueError, "odd"); return NULL; }
  return PyLong_FromLong(v); }
ALL(gammas) { double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  return PyFloat_FromDouble(gamma(x)); }

// gcc heeds what is said after the definition, Clang does not.
long weak_one(long x) { return x + 1; }
long weak_one(long) __attribute__((weak));
ALL(weakly) { long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(weak_one(x)); }
const long weak_three = 3;
extern const long weak_three __attribute__((weak));
ALL(constants) { long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(x + weak_three); }

// Nothing is odd about these.
long plain(long x);
long plain(long x) { return x + 1; }
ALL(own) { long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(plain(x)); }

static PyMethodDef methods[] = {
    {"draws", draws, METH_VARARGS, NULL},     {"gammas", gammas, METH_VARARGS, NULL},
    {"weakly", weakly, METH_VARARGS, NULL},   {"constants", constants, METH_VARARGS, NULL},
    {"own", own, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "other",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_other(void) { return PyModule_Create(&definition); }
// Which gamma() is called depends on the process.
// PYTHON: assert m.weakly(4) == 5 and m.constants(4) == 7 and m.own(4) == 5
