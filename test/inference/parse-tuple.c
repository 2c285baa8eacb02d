// RUN: %check_unit %s
// PyArg_ParseTuple: what the format string may hold besides units, and where
// the check of its result may stand.

#include <Python.h>

#define INTS "i" "i"
static const char INTS_AND_NAME[] = "ii:array";

static int add(int x, int y) { return x + y; }

// CHECK-REPORT-DAG: typed: plain: int (int, int) [direct, direct]
static PyObject *plain(PyObject *module, PyObject *args) {
  int x, y;
  if (!PyArg_ParseTuple(args, "ii", &x, &y))
    return NULL;
  return PyLong_FromLong(add(x, y));
}

// CHECK-REPORT-DAG: typed: named: int (int, int) [direct, direct]
static PyObject *named(PyObject *module, PyObject *args) {
  int x = 0, y = 0;
  if (PyArg_ParseTuple(args, "ii:named", &x, &y) == 0)
    return NULL;
  return PyLong_FromLong(add(x, y));
}

// CHECK-REPORT-DAG: typed: message: int (int, int) [direct, direct]
static PyObject *message(PyObject *module, PyObject *args) {
  int x, y;
  if (PyArg_ParseTuple(args, "ii;two ints, please", &x, &y)) {
    return PyLong_FromLong(add(x, y));
  }
  return NULL;
}

// CHECK-REPORT-DAG: typed: macro: int (int, int) [direct, direct]
static PyObject *macro(PyObject *module, PyObject *args) {
  int x, y;
  int ok = PyArg_ParseTuple(args, INTS ":macro", &x, &y);
  if (!ok)
    return NULL;
  return PyLong_FromLong(add(x, y));
}

// CHECK-REPORT-DAG: typed: array: int (int, int) [direct, direct]
static PyObject *array(PyObject *module, PyObject *args) {
  int x, y;
  return PyArg_ParseTuple(args, INTS_AND_NAME, &x, &y)
             ? PyLong_FromLong(add(x, y))
             : NULL;
}

// An object that the wrapper unboxes itself.
// CHECK-REPORT-DAG: typed: object: int (int, int) [direct, direct]
static PyObject *object(PyObject *module, PyObject *args) {
  PyObject *first;
  int x, y;
  if (!PyArg_ParseTuple(args, "Oi", &first, &y))
    return NULL;
  if (!PyArg_Parse(first, "i", &x))
    return NULL;
  return PyLong_FromLong(add(x, y));
}

// No argument at all.
// CHECK-REPORT-DAG: typed: empty: int (void) [adapter, direct]
static PyObject *empty(PyObject *module, PyObject *args) {
  if (!PyArg_ParseTuple(args, ":empty"))
    return NULL;
  return PyLong_FromLong(add(20, 22));
}

// CHECK-REPORT: 7 of 7 methods typed
static PyMethodDef methods[] = {
    {"plain", plain, METH_VARARGS, NULL},
    {"named", named, METH_VARARGS, NULL},
    {"message", message, METH_VARARGS, NULL},
    {"macro", macro, METH_VARARGS, NULL},
    {"array", array, METH_VARARGS, NULL},
    {"object", object, METH_VARARGS, NULL},
    {"empty", empty, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "parse_tuple", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_parse_tuple(void) {
  return PyModule_Create(&definition);
}

// PYTHON: for f in (m.plain, m.named, m.message, m.macro, m.array, m.object):
// PYTHON:     assert f(40, 2) == 42
// PYTHON:     try: f(40, 2**31)
// PYTHON:     except OverflowError: continue
// PYTHON:     raise AssertionError(f)
// PYTHON: assert m.empty() == 42
