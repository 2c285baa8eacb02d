// RUN: %check_unit %s
// The value of an assignment to a bit-field is what fits into it.
//
// CHECK-REPORT-DAG: typed: signed_one: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: unsigned_one: long (long) [specialized, direct]

#include <Python.h>
struct bits { long b : 3; unsigned long u : 2; };
static long twice(long x) { return 2 * x; }
static PyObject *signed_one(PyObject *m, PyObject *args) {
  struct bits s;
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long z = (s.b = x);
  return PyLong_FromLong(twice(z));
}
static PyObject *unsigned_one(PyObject *m, PyObject *args) {
  struct bits s;
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  unsigned long five = 5;
  if ((s.u = five) == 5) return PyLong_FromLong(twice(x));
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"signed_one", signed_one, METH_VARARGS, NULL},
    {"unsigned_one", unsigned_one, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
