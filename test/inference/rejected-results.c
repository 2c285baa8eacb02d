// RUN: %check_unit %s
// Results that are not one boxed C scalar, or not returned as the interpreter
// asks for.

#include <Python.h>

static long impl(long x) { return x; }

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+3]]:3: rejected: argument: what is returned here is not a boxed C scalar [returns-object]
static PyObject *argument(PyObject *module, PyObject *arg) {
  Py_INCREF(arg);
  return arg;
}

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+2]]:{{[0-9]+}}: rejected: tuple: {{.*}} [tuple-result]
static PyObject *tuple(PyObject *module, PyObject *none) {
  return Py_BuildValue("(l(l))", impl(1), impl(2));
}

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+7]]:3: rejected: mixed: a result of another type is returned elsewhere [mixed-results]
static PyObject *mixed(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x > 0)
    return PyLong_FromLong(impl(x));
  return PyFloat_FromDouble((double)x);
}

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+7]]:{{[0-9]+}}: rejected: or_none: {{.*}} [mixed-results]
static PyObject *or_none(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x == 0)
    Py_RETURN_NONE;
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+6]]:5: rejected: no_error: NULL is returned here with no exception set [null-without-error]
static PyObject *no_error(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x == 7)
    return NULL;
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+7]]:3: rejected: with_error: a result is returned here while an exception is set [result-with-error]
static PyObject *with_error(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x == 7)
    PyErr_SetString(PyExc_ValueError, "7");
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-results.c:[[#@LINE+3]]:3: rejected: raises: no path returns a result [never-returns]
static PyObject *raises(PyObject *module, PyObject *none) {
  PyErr_SetString(PyExc_NotImplementedError, "later");
  return NULL;
}

// CHECK-REPORT: 0 of 7 methods typed

static PyMethodDef methods[] = {
    {"argument", argument, METH_O, NULL},
    {"tuple", tuple, METH_NOARGS, NULL},
    {"mixed", mixed, METH_O, NULL},
    {"or_none", or_none, METH_O, NULL},
    {"no_error", no_error, METH_O, NULL},
    {"with_error", with_error, METH_O, NULL},
    {"raises", raises, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "rejected_results", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_rejected_results(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.or_none(0) is None and m.mixed(-1) == -1.0
