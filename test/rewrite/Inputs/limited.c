#include <Python.h>

static PyObject *twice(PyObject *self, PyObject *args) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  return PyFloat_FromDouble(x * 2.0);
}

static PyMethodDef methods[] = {{"twice", twice, METH_VARARGS, ""},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "limited", NULL, -1, methods, NULL, NULL, NULL,
    NULL};

PyMODINIT_FUNC PyInit_limited(void) { return PyModule_Create(&definition); }
