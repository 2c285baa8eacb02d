// RUN: %check_unit %s
// A known negative number is subtracted without a blank before it.
//
// CHECK-REPORT-DAG: typed: k: long (long) [specialized, direct]
// CHECK-REWRITE-NOT: x--

#include <Python.h>
static PyObject *k(PyObject *m, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs != 1) { PyErr_SetString(PyExc_TypeError, "1"); return NULL; }
  long x = PyLong_AsLong(args[0]);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x-(nargs-3)); }

static PyMethodDef methods[] = {
    {"k", (PyCFunction)(void (*)(void))k, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
