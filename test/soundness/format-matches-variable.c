// RUN: %check_unit %s
// "i" writes an int: an unsigned long keeps stale bytes, an enum need not be
// an int, and "l" overruns an int.
//
// CHECK-REPORT-DAG: rejected: wide: {{.*}}[format-mismatch]
// CHECK-REPORT-DAG: rejected: enumerated: {{.*}}[format-enum]
// CHECK-REPORT-DAG: rejected: narrow: {{.*}}[format-mismatch]
// CHECK-REPORT-DAG: rejected: built: {{.*}}[format-mismatch]

#include <Python.h>

static PyObject *wide(PyObject *self, PyObject *args) {
  unsigned long x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromUnsignedLong(x);
}

enum color { RED, GREEN };
static PyObject *enumerated(PyObject *self, PyObject *args) {
  enum color x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(x == GREEN);
}

static PyObject *narrow(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x);
}

static PyObject *built(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return Py_BuildValue("i", x);
}

static PyMethodDef methods[] = {
    {"wide", wide, METH_VARARGS, NULL},
    {"enumerated", enumerated, METH_VARARGS, NULL},
    {"narrow", narrow, METH_VARARGS, NULL},
    {"built", built, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
