// RUN: %check_unit %s
// Functions that are called where a variable ends.
//
// CHECK-REPORT-DAG: rejected: in_wrapper: a variable with a clean-up function [copy-unsafe]
// CHECK-REPORT-DAG: typed: in_callee: {{.*}}, gil] (uses state of the module: variable 'counter')

#include <Python.h>
static long counter;
static long twice(long x) { return 2 * x; }
static void raise_error(int *p) { (void)p; PyErr_SetString(PyExc_ValueError, "x"); }
static void count(int *p) { (void)p; counter++; }
static long counted(long x) { __attribute__((cleanup(count))) int d = 0; (void)d; return x; }
static PyObject *in_wrapper(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  __attribute__((cleanup(raise_error))) int d = 0; (void)d;
  return PyLong_FromLong(twice(x));
}
static PyObject *in_callee(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long r = counted(x);
  if (r > 5) { PyErr_SetString(PyExc_ValueError, "x"); return NULL; }
  return PyLong_FromLong(r);
}

static PyMethodDef methods[] = {
    {"in_wrapper", in_wrapper, METH_VARARGS, NULL},
    {"in_callee", in_callee, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
