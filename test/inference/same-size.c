// RUN: %check_unit %s
// Integers of one size under other names: what a parser writes, and what
// Py_BuildValue reads.
//
// CHECK-REPORT-DAG: typed: seed: unsigned long long (unsigned long long) [specialized, direct]
// CHECK-REPORT-DAG: typed: wide: long long (long long) [specialized, direct]
// CHECK-REPORT-DAG: typed: length: long (const char *, Py_ssize_t) [specialized, direct]
// CHECK-REPORT-DAG: rejected: color: format unit 'i' does not match 'c' of type 'enum color' [format-enum]
// CHECK-REPORT-DAG: rejected: constant: {{.*}} [format-mismatch]

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

static PyObject *seed(PyObject *self, PyObject *args) {
  uint64_t x;
  if (!PyArg_ParseTuple(args, "K", &x))
    return NULL;
  return Py_BuildValue("K", x * 3);
}

static PyObject *wide(PyObject *self, PyObject *args) {
  int64_t x = 5;
  if (!PyArg_ParseTuple(args, "|L", &x))
    return NULL;
  return PyLong_FromLongLong(x - 1);
}

static PyObject *length(PyObject *self, PyObject *args) {
  const char *text;
  size_t size;
  if (!PyArg_ParseTuple(args, "s#", &text, &size))
    return NULL;
  return PyLong_FromLong(size > 3 ? text[3] : -1);
}

enum color { RED, GREEN };

static PyObject *color(PyObject *self, PyObject *args) {
  enum color c;
  if (!PyArg_ParseTuple(args, "i", &c))
    return NULL;
  return PyLong_FromLong(c == GREEN);
}

static PyObject *constant(PyObject *self, PyObject *args) {
  const long x = 0;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"seed", seed, METH_VARARGS, NULL},
    {"wide", wide, METH_VARARGS, NULL},
    {"length", length, METH_VARARGS, NULL},
    {"color", color, METH_VARARGS, NULL},
    {"constant", constant, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "same", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_same(void) { return PyModule_Create(&definition); }
