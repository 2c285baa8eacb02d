#include <Python.h>
#include "errors.h"

static long calls;
#define WRAPPER(name, failing)                                                 \
  static PyObject *py_##name(PyObject *self, PyObject *args) {                 \
    int x;                                                                     \
    if (!PyArg_ParseTuple(args, "i", &x))                                      \
      return NULL;                                                             \
    calls += x;                                                                \
    if (calls > 10) {                                                          \
      calls = 0;                                                               \
      return failing;                                                          \
    }                                                                          \
    return PyLong_FromLong(calls);                                             \
  }

static PyObject *errno_(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  calls += x;
  if (calls > 10) {
    calls = 0;
    errno = x;
    return raise_errno();
  }
  return PyLong_FromLong(calls);
}
static PyObject *text(PyObject *self, PyObject *args) {
  PyObject *made = NULL;
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  calls += x;
  if (calls > 10) {
    made = raise_text("text", x - 5);
    goto done;
  }
  made = PyLong_FromLong(calls);
done:
  calls = 0;
  return made;
}
static PyObject *py_helper(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  calls += x;
  if (calls > 10) {
    calls = 0;
    return by_helper(x & 1);
  }
  return PyLong_FromLong(calls);
}
WRAPPER(sometimes, sometimes(x))
static PyObject *py_if_none(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  calls += x;
  if (calls > 10) {
    calls = 0;
    return if_none();
  }
  return PyLong_FromLong(calls);
}
WRAPPER(returns_none, returns_none())
WRAPPER(clears, clears())
WRAPPER(with_object, with_object(args))
WRAPPER(twice, twice())
WRAPPER(weak, weak())

static PyMethodDef methods[] = {
    {"errno_", errno_, METH_VARARGS, NULL},
    {"text", text, METH_VARARGS, NULL},
    {"helper", py_helper, METH_VARARGS, NULL},
    {"sometimes", py_sometimes, METH_VARARGS, NULL},
    {"if_none", py_if_none, METH_VARARGS, NULL},
    {"returns_none", py_returns_none, METH_VARARGS, NULL},
    {"clears", py_clears, METH_VARARGS, NULL},
    {"with_object", py_with_object, METH_VARARGS, NULL},
    {"twice", py_twice, METH_VARARGS, NULL},
    {"weak", py_weak, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
