// RUN: %check_unit %s
// Each branch has its default. Where the condition is a constant expression, one
// counts; what else never changes is not looked into.
//
// CHECK-REPORT-DAG: rejected: f: 'n' has another default elsewhere [default-unknown]
// CHECK-REPORT-DAG: typed: g: long (long, long) [direct, direct]
// CHECK-REWRITE: {"n", PYUNBOX_TYPE_INT(long), PYUNBOX_PY_INT, PYUNBOX_ARG_OPTIONAL, 2, 0.0}
// PYTHON: assert m.f(5) == m.g(5) == 7

#include <Python.h>
static const int modes[2] = {0, 1};
static long add(long x, long n) { return x + n; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x, n;
  if (modes[0]) { n = 1; if (!PyArg_ParseTuple(args, "l|l", &x, &n)) return NULL; }
  else { n = 2; if (!PyArg_ParseTuple(args, "l|l", &x, &n)) return NULL; }
  return PyLong_FromLong(add(x, n)); }

enum { MODE = sizeof(int) == 2 };
static PyObject *g(PyObject *m, PyObject *args) {
  long x, n;
  if (MODE) { n = 1; if (!PyArg_ParseTuple(args, "l|l", &x, &n)) return NULL; }
  else { n = 2; if (!PyArg_ParseTuple(args, "l|l", &x, &n)) return NULL; }
  return PyLong_FromLong(add(x, n)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
