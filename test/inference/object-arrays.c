// RUN: %check_unit %s
// RUN: %check_unit %s -- -DNDEBUG
// Local arrays of objects, as generators of wrappers use them: the elements are
// followed like variables.

#include <Python.h>

static long sub(long x, long y) { return x - y; }
static long unboxed(PyObject *o) { return PyLong_AsLong(o); }

// CHECK-REPORT-DAG: typed: in_order: long (long, long) [direct, direct]
static PyObject *in_order(PyObject *module, PyObject *const *args,
                          Py_ssize_t nargs, PyObject *kwnames) {
  PyObject *values[2] = {0, 0};
  long x, y;
  if (kwnames) {
    PyErr_SetString(PyExc_TypeError, "no names, please");
    return NULL;
  }
  switch (nargs) {
  case 2:
    values[1] = args[1];
    __attribute__((fallthrough));
  case 1:
    values[0] = args[0];
    __attribute__((fallthrough));
  case 0:
    break;
  default:
    goto wrong;
  }
  if (!values[1]) {
  wrong:
    PyErr_SetString(PyExc_TypeError, "two, please");
    return NULL;
  }
  x = PyLong_AsLong(values[0]);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  y = PyLong_AsLong(values[1]);
  if (y == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sub(x, y));
}

// The elements are exchanged; references to them are counted.
// CHECK-REPORT-DAG: typed: swapped: long (long, long) [adapter, direct]
static PyObject *swapped(PyObject *module, PyObject *args) {
  PyObject *values[3];
  long x, y;
  int i;
  if (PyTuple_GET_SIZE(args) != 2)
    return PyErr_Format(PyExc_TypeError, "two, please");
  values[2] = NULL;
  values[0] = PyTuple_GET_ITEM(args, 1);
  values[1] = PyTuple_GET_ITEM(args, 0);
  for (i = 0; i < 3; i++)
    Py_XINCREF(values[i]);
  x = unboxed(values[0]);
  y = unboxed(values[1]);
  for (i = 0; i < 3; i++)
    Py_XDECREF(values[i]);
  if ((x == -1 || y == -1) && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sub(x, y));
}

// Which way it goes is a hint, and no more.
// CHECK-REPORT-DAG: typed: hints: long (long) [adapter, direct]
static PyObject *hints(PyObject *module, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (__builtin_expect(!!(x == -1 && PyErr_Occurred()), 0))
    return NULL;
  return PyLong_FromLong(sub(x, 0));
}

static PyMethodDef methods[] = {
    {"in_order", (PyCFunction)(void (*)(void))in_order,
     METH_FASTCALL | METH_KEYWORDS, NULL},
    {"swapped", swapped, METH_VARARGS, NULL},
    {"hints", hints, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "arrays", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_arrays(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.in_order(7, 3) == 4 and m.swapped(7, 3) == -4
// PYTHON: assert m.hints(-1) == -1
// PYTHON: for f, a in ((m.in_order, (1,)), (m.swapped, (1, 2, 3)), (m.in_order, (1, 2, 3)), (m.hints, ("",))):
// PYTHON:     try: f(*a)
// PYTHON:     except TypeError: pass
// PYTHON:     else: assert False
