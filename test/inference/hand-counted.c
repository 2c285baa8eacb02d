// RUN: %check_unit %s
// RUN: %check_unit %s -- -DNDEBUG
// Arguments that the wrapper counts and fetches itself: exactly one number of
// them leads to a result.

#include <Python.h>

static long sub(long x, long y) { return x - y; }

// CHECK-REPORT-DAG: typed: fast: long (long, long) [direct, direct]
static PyObject *fast(PyObject *module, PyObject *const *args,
                      Py_ssize_t nargs) {
  if (nargs == 2) {
    long x = PyLong_AsLong(args[0]), y;
    if (x == -1 && PyErr_Occurred())
      return NULL;
    y = PyLong_AsLong(args[1]);
    if (y == -1 && PyErr_Occurred())
      return NULL;
    return PyLong_FromLong(sub(x, y));
  }
  PyErr_Format(PyExc_TypeError, "two arguments, please, not %zd", nargs);
  return NULL;
}

// CHECK-REPORT-DAG: typed: vectorcall: long (long) [adapter, direct]
static PyObject *vectorcall(PyObject *module, PyObject *const *args,
                            Py_ssize_t nargsf) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  long x;
  if (nargs < 1 || nargs > 1)
    return PyErr_Format(PyExc_TypeError, "one argument, please");
  x = PyLong_AsLong(*args);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sub(0, x));
}

// CHECK-REPORT-DAG: typed: macros: long (long, long) [direct, direct]
static PyObject *macros(PyObject *module, PyObject *args) {
  long x, y;
  if (PyTuple_GET_SIZE(args) != 2) {
    PyErr_SetString(PyExc_TypeError, "two arguments, please");
    return NULL;
  }
  x = PyLong_AsLong(PyTuple_GET_ITEM(args, 0));
  y = PyLong_AsLong(PyTuple_GET_ITEM(args, 1));
  if ((x == -1 || y == -1) && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sub(x, y));
}

// CHECK-REPORT-DAG: typed: functions: long (long, long) [direct, direct]
static PyObject *functions(PyObject *module, PyObject *args) {
  long x, y;
  PyObject *second;
  if (PyTuple_Size(args) != 2) {
    PyErr_SetString(PyExc_TypeError, "two arguments, please");
    return NULL;
  }
  x = PyLong_AsLong(PyTuple_GetItem(args, 0));
  second = PyTuple_GetItem(args, 1);
  y = PyLong_AsLong(second);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sub(x, y));
}

// CHECK-REPORT: 4 of 4 methods typed
#define FAST(name) (PyCFunction)(void (*)(void))name
static PyMethodDef methods[] = {
    {"fast", FAST(fast), METH_FASTCALL, NULL},
    {"vectorcall", FAST(vectorcall), METH_FASTCALL, NULL},
    {"macros", macros, METH_VARARGS, NULL},
    {"functions", functions, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hand_counted", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hand_counted(void) {
  return PyModule_Create(&definition);
}

// PYTHON: for f in (m.fast, m.macros, m.functions):
// PYTHON:     assert f(44, 2) == 42
// PYTHON:     try: f(44)
// PYTHON:     except TypeError: continue
// PYTHON:     raise AssertionError(f)
// PYTHON: assert m.vectorcall(42) == -42
