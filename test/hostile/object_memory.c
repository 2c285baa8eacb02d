// RUN: %check_unit %s
// An argument's own memory, or that of the tuple it came in, is written.
//
// CHECK-REPORT-DAG: rejected: value: memory of an object is written, or its address taken [object-use]
// CHECK-REPORT-DAG: rejected: by_address: memory of an object is written, or its address taken [object-use]
// CHECK-REPORT-DAG: rejected: increment: memory of an object is written, or its address taken [object-use]
// CHECK-REPORT-DAG: rejected: size: memory of an object is written, or its address taken [object-use]
// CHECK-REPORT-DAG: rejected: item: {{.*}} [variable-arity]

#include <Python.h>

#define HEAD                                                                   \
  if (!PyFloat_Check(o)) {                                                     \
    PyErr_SetString(PyExc_TypeError, "a float");                               \
    return NULL;                                                               \
  }

static PyObject *value(PyObject *self, PyObject *o) {
  HEAD
  ((PyFloatObject *)o)->ob_fval = 3;
  return PyFloat_FromDouble(((PyFloatObject *)o)->ob_fval);
}

static PyObject *by_address(PyObject *self, PyObject *o) {
  HEAD
  double *p = &((PyFloatObject *)o)->ob_fval;
  *p = 3;
  return PyFloat_FromDouble(((PyFloatObject *)o)->ob_fval);
}

static PyObject *increment(PyObject *self, PyObject *o) {
  HEAD
  ((PyFloatObject *)o)->ob_fval++;
  return PyFloat_FromDouble(((PyFloatObject *)o)->ob_fval);
}

static PyObject *size(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  ((PyVarObject *)args)->ob_size = 0;
  return PyLong_FromLong(x);
}

static PyObject *item(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  ((PyTupleObject *)args)->ob_item[0] = NULL;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"value", value, METH_O, NULL},
    {"by_address", by_address, METH_O, NULL},
    {"increment", increment, METH_O, NULL},
    {"size", size, METH_VARARGS, NULL},
    {"item", item, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
