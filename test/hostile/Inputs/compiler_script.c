#include <Python.h>

#ifndef LIMIT
#define LIMIT 3
#endif

static PyObject *f(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if ((char)-1 > 0 || LIMIT > 3)
    return PyFloat_FromDouble((double)x);
  return PyLong_FromLong(x / LIMIT);
}

static double half_impl(double x) { return x / 2; }
static PyObject *half(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(half_impl(x));
}

static PyMethodDef methods[] = {
    {"f", f, METH_O, NULL}, {"half", half, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
