#include <Python.h>
long util(long x);

static PyObject *next(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(util(x));
}

static PyMethodDef methods[] = {{"next", next, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "module",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
