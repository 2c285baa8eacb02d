/* A table of which another file writes rows. */
#include <Python.h>

#define UNBOX(name)                                                            \
  static PyObject *name(PyObject *module, PyObject *arg) {                     \
    long x = PyLong_AsLong(arg);                                               \
    if (x == -1 && PyErr_Occurred())                                           \
      return NULL;                                                             \
    return PyLong_FromLong(name##_impl(x));                                    \
  }

static long inc_impl(long x) { return x + 1; }
static long last_impl(long x) { return x + 2; }
static long strange_impl(long x) { return x + 3; }
UNBOX(inc)
UNBOX(last)
UNBOX(strange)

static PyObject *py_add(PyObject *module, PyObject *args) {
  long x, y;
  if (!PyArg_ParseTuple(args, "ll", &x, &y))
    return NULL;
  return PyLong_FromLong(x + y);
}

static PyObject *boxed(PyObject *module, PyObject *arg) {
  return PyLong_FromSsize_t(PyTuple_Size(arg));
}

static PyMethodDef methods[] = {
    {"boxed", boxed, METH_O, NULL},
#include "rows.inc"
    {"last", last, METH_O, NULL},
    {NULL, NULL, 0, NULL}
#ifdef NEVER
    /* , */
#endif
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
