// RUN: %check_unit %s
// A switch that names all values of an enumeration: a variable may have others.
//
// CHECK-REPORT-DAG: rejected: with_default: a switch over all values of an enumeration [unsupported-c]
// CHECK-REPORT-DAG: rejected: past_it: a switch over all values of an enumeration [unsupported-c]
// CHECK-REPORT-DAG: typed: some: {{.*}}

#include <Python.h>
enum kind { FIRST, SECOND };
static long twice(long x) { return 2 * x; }
static PyObject *with_default(PyObject *m, PyObject *args) {
  int kind; long x; if (!PyArg_ParseTuple(args, "il", &kind, &x)) return NULL;
  switch ((enum kind)kind) {
  case FIRST: case SECOND: return PyLong_FromLong(twice(x));
  default: PyErr_SetString(PyExc_ValueError, "kind"); return NULL;
  }
}
static PyObject *past_it(PyObject *m, PyObject *args) {
  int kind; long x; if (!PyArg_ParseTuple(args, "il", &kind, &x)) return NULL;
  switch ((enum kind)kind) {
  case FIRST: return PyLong_FromLong(x);
  case SECOND: return PyLong_FromLong(-x);
  }
  return PyLong_FromLong(99);
}
static PyObject *some(PyObject *m, PyObject *args) {
  int kind; long x; if (!PyArg_ParseTuple(args, "il", &kind, &x)) return NULL;
  switch (kind) {
  case FIRST: return PyLong_FromLong(x);
  case SECOND: return PyLong_FromLong(-x);
  }
  return PyLong_FromLong(99);
}

static PyMethodDef methods[] = {
    {"with_default", with_default, METH_VARARGS, NULL},
    {"past_it", past_it, METH_VARARGS, NULL},
    {"some", some, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
