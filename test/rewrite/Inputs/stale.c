#include <Python.h>

static long next(long x) { return x + 1; }

static PyObject *stale_next(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(next(x));
}

static PyObject *stale_half(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x / 2);
}

static PyMethodDef methods[] = {{"half", stale_half, METH_VARARGS, NULL},
                                {"next", stale_next, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "stale",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_stale(void) { return PyModule_Create(&definition); }
