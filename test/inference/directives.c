// RUN: %check_unit %s
// Sources that are kept stay as they are; the launcher knows which branch it compiles.
// RUN: rm -rf %t && mkdir %t && %pyunbox cc -- %cc -O2 -shared -fPIC -I%python-include %s -o %t/directives.so
// RUN: env PYTHONPATH=%source/runtime/python:%t %python %source/test/inference/Inputs/call_entries.py
// Preprocessor directives in the wrapper's text: they stay where all around
// them does.

#include <Python.h>

// CHECK-REPORT-DAG: typed: kept: unsigned long (unsigned long) [specialized, direct]
static PyObject *kept(PyObject *self, PyObject *arg) {
  unsigned long x;
  if (PyLong_Check(arg)) {
    x = PyLong_AsUnsignedLong(arg);
    if (x == (unsigned long)-1 && PyErr_Occurred())
      return NULL;
#if SIZEOF_LONG > 4
    {
      unsigned long y = x & 0xFFFFFFFFUL;
      if (y ^ x)
        return PyErr_Format(PyExc_OverflowError, "int larger than 32 bits");
      x = y;
    }
#endif
  } else
    return PyErr_Format(PyExc_TypeError, "expected int, %s found",
                        Py_TYPE(arg)->tp_name);
  return PyLong_FromUnsignedLong(x / 2);
}

// The kept branch has the beginning of a conditional, and the end stands behind.
// CHECK-REPORT-DAG: typed: half_in: long (long) [specialized, direct]
static PyObject *half_in(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (PyLong_Check(arg)) {
#ifndef DOUBLE
    x /= 3;
  }
#else
    x *= 2;
  }
#endif
  return PyLong_FromLong(x & 0xff);
}

// CHECK-REPORT-DAG: rejected: between: a preprocessor directive stands in code that would be replaced [copy-unsafe]
static PyObject *between(PyObject *self, PyObject *arg) {
  long x = 0;
  if (PyLong_Check(arg))
#ifndef DOUBLE
    x = PyLong_AsLong(arg);
#else
    x = 2;
#endif
  else
    return PyErr_Format(PyExc_TypeError, "no int");
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x & 0xff);
}

// CHECK-REPORT-DAG: rejected: in_error: a preprocessor directive stands in code that would be replaced [copy-unsafe]
static PyObject *in_error(PyObject *self, PyObject *arg) {
  long x;
  if (PyLong_Check(arg)) {
    x = PyLong_AsLong(arg);
  } else {
#ifndef DOUBLE
    PyErr_SetString(PyExc_TypeError, "no int");
#endif
    return NULL;
  }
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x & 0xff);
}

static PyMethodDef methods[] = {{"kept", kept, METH_O, NULL},
                                {"half_in", half_in, METH_O, NULL},
                                {"between", between, METH_O, NULL},
                                {"in_error", in_error, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "directives", NULL, -1, methods, NULL, NULL, NULL,
    NULL};

PyMODINIT_FUNC PyInit_directives(void) { return PyModule_Create(&definition); }

// PYTHON: assert [m.kept(x) for x in (0, 7, 2**32 - 1)] == [0, 3, 2**31 - 1]
// PYTHON: try: m.kept(2**32)
// PYTHON: except OverflowError as error: assert str(error) == "int larger than 32 bits"
// PYTHON: else: raise AssertionError
// PYTHON: assert m.half_in(30) == 10 and m.between(7) == m.in_error(7) == 7
