#include <Python.h>
#ifdef OTHER
#include "sub/other.h"
#include <windows.h>
#endif
static long hidden(long x) { return x * 2; }
static long open_one(long x) { return x * 3; }

static PyObject *m_hidden(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(hidden(x));
}
static PyObject *m_open(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(open_one(x));
}

static PyMethodDef methods[] = {{"hidden", m_hidden, METH_O, NULL},
                                {"open", m_open, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "m",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_m(void) { return PyModule_Create(&definition); }
