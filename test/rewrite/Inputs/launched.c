#include "launched.h"

#include <Python.h>

#include <math.h>

static PyObject *place(PyObject *module, PyObject *none) {
  return Py_BuildValue("sisi", __FILE__, __LINE__, header_file(),
                       header_line());
}

static PyObject *scaled(PyObject *module, PyObject *args) {
  double x, y;
  int times = 2;
  if (!PyArg_ParseTuple(args, "dd|i:scaled", &x, &y, &times))
    return NULL;
  for (int i = 0; i < times; i++)
    x = sqrt(x * x + y * y);
  return PyFloat_FromDouble(x);
}

static PyObject *half(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(x / 2);
}

static PyMethodDef methods[] = {
    {"place", place, METH_NOARGS, "Where it stands."},
    {
        "scaled",
        scaled,
        METH_VARARGS,
        "A row\n"
        "of several lines.",
    },
    {"half", half, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *behind(PyObject *module, PyObject *none) {
  return PyLong_FromLong(__LINE__);
}
static PyMethodDef more[] = {{"behind", behind, METH_NOARGS, NULL},
                             {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "launched", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_launched(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module)
    PyModule_AddFunctions(module, more);
  return module;
}
