// RUN: %check_unit %s
// Two arguments are unboxed from, or parsed into, one variable.
//
// CHECK-REPORT-DAG: typed: f: long (long, long) [specialized, direct]
// CHECK-REPORT-DAG: typed: g: long (long, long) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs != 2) { PyErr_SetString(PyExc_TypeError, "2"); return NULL; }
  PyObject *o = args[0];
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  o = args[1];
  long y = PyLong_AsLong(o);
  if (y == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x - y); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "ll", &x, &x)) return NULL;
  return PyLong_FromLong(x * 3); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)(void (*)(void))f, METH_FASTCALL, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
