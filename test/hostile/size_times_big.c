// RUN: %check_unit %s
// The number of arguments is a Py_ssize_t in a product that no int holds.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *args) {
  if (PyTuple_GET_SIZE(args) != 2) { PyErr_SetString(PyExc_TypeError, "2"); return NULL; }
  long x = PyLong_AsLong(PyTuple_GET_ITEM(args, 0));
  if (x == -1 && PyErr_Occurred()) return NULL;
  long y = PyLong_AsLong(PyTuple_GET_ITEM(args, 1));
  if (y == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + y + PyTuple_GET_SIZE(args) * 1500000000); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
