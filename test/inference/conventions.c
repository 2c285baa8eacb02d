// RUN: %check_unit %s
// One method for each calling convention.

#include <Python.h>

static long twice(long x) { return 2 * x; }
static double mean(double x, double y) { return (x + y) / 2; }

// CHECK-REPORT-DAG: typed: o: long (long) [direct, direct]
static PyObject *o(PyObject *module, PyObject *obj) {
  long x = PyLong_AsLong(obj);
  (void)module;
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

// CHECK-REPORT-DAG: typed: noargs: long (void) [adapter, direct]
static PyObject *noargs(PyObject *module, PyObject *unused) {
  (void)module;
  (void)unused;
  return PyLong_FromLong(twice(21));
}

// CHECK-REPORT-DAG: typed: varargs: double (double, double) [direct, direct]
static PyObject *varargs(PyObject *module, PyObject *args) {
  double x, y;
  (void)module;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble(mean(x, y));
}

// CHECK-REPORT-DAG: typed: keywords: double (double, double) [direct, direct]
static PyObject *keywords(PyObject *module, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"x", "y", NULL};
  double x, y;
  (void)module;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "dd", names, &x, &y))
    return NULL;
  return PyFloat_FromDouble(mean(x, y));
}

// CHECK-REPORT-DAG: typed: fastcall: double (double, double) [direct, direct]
static PyObject *fastcall(PyObject *module, PyObject *const *args,
                          Py_ssize_t nargs) {
  double x, y;
  (void)module;
  if (nargs != 2) {
    PyErr_SetString(PyExc_TypeError, "two arguments, please");
    return NULL;
  }
  x = PyFloat_AsDouble(args[0]);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  y = PyFloat_AsDouble(args[1]);
  if (y == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(mean(x, y));
}

// CHECK-REPORT-DAG: typed: fastcall_keywords: long (long) [direct, direct]
static PyObject *fastcall_keywords(PyObject *module, PyObject *const *args,
                                   Py_ssize_t nargs, PyObject *names) {
  long x;
  (void)module;
  if (nargs != 1 || names != NULL) {
    PyErr_SetString(PyExc_TypeError, "one argument, and no keywords, please");
    return NULL;
  }
  x = PyLong_AsLong(args[0]);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

// CHECK-REPORT: 6 of 6 methods typed
#define FUNCTION(name) (PyCFunction)(void (*)(void))name
static PyMethodDef methods[] = {
    {"o", o, METH_O, NULL},
    {"noargs", noargs, METH_NOARGS, NULL},
    {"varargs", varargs, METH_VARARGS, NULL},
    {"keywords", FUNCTION(keywords), METH_VARARGS | METH_KEYWORDS, NULL},
    {"fastcall", FUNCTION(fastcall), METH_FASTCALL, NULL},
    {"fastcall_keywords", FUNCTION(fastcall_keywords),
     METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "conventions", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_conventions(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.o(21) == m.noargs() == m.fastcall_keywords(21) == 42
// PYTHON: assert m.varargs(1, 2) == m.fastcall(1, 2.0) == 1.5
// PYTHON: assert m.keywords(1, y=2) == m.keywords(y=2, x=1) == 1.5
// PYTHON: for wrong in (m.o, m.varargs, m.keywords, m.fastcall):
// PYTHON:     try: wrong("x", "y", "z")
// PYTHON:     except TypeError: continue
// PYTHON:     raise AssertionError(wrong)
