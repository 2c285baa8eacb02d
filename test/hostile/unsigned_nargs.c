// RUN: %check_unit %s
// The number of arguments is converted to an unsigned type.
//
// CHECK-REPORT-DAG: typed: f: long (int, int) [specialized, direct]
// CHECK-REPORT-DAG: typed: g: double (double) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs != 2) { PyErr_SetString(PyExc_TypeError, "2"); return NULL; }
  int x = _PyLong_AsInt(args[0]);
  if (x == -1 && PyErr_Occurred()) return NULL;
  int y = _PyLong_AsInt(args[1]);
  if (y == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(y + (long)(x / (unsigned)nargs)); }
static PyObject *g(PyObject *m, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs != 1) { PyErr_SetString(PyExc_TypeError, "1"); return NULL; }
  double x = PyFloat_AsDouble(args[0]);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyFloat_FromDouble(x + (double)((size_t)nargs - 3)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)(void (*)(void))f, METH_FASTCALL, NULL},
    {"g", (PyCFunction)(void (*)(void))g, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
