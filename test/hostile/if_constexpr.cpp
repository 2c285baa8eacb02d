// RUN: %check_unit %s
// if constexpr, and auto for what is unboxed.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: g: double (double) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return nullptr;
  auto y = x * 2;
  if constexpr (sizeof(long) == 8) return PyLong_FromLong(y); else return PyLong_FromLong(-y); }
static PyObject *g(PyObject *m, PyObject *o) {
  auto x = PyFloat_AsDouble(o); if (x == -1.0 && PyErr_Occurred()) return nullptr;
  auto y = x * 2;
  return PyFloat_FromDouble(y); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
