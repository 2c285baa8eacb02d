// RUN: %check_unit %s
// Somebody compares the address of the wrapper with what a row holds.
//
// CHECK-REPORT-DAG: typed: watched: long (long) [direct, direct]
// CHECK-JSON: "cpython": {
// CHECK-JSON-NEXT: "how": "boxed",
// CHECK-JSON-NEXT: "why_not": "the address of the wrapper is used outside of the tables"

#include <Python.h>

static long twice(long i) { return 2 * i; }
static PyObject *watched(PyObject *self, PyObject *args) {
  long i;
  if (!PyArg_ParseTuple(args, "l", &i))
    return NULL;
  return PyLong_FromLong(twice(i));
}
PyCFunction the_wrapper = watched;

static PyMethodDef methods[] = {{"watched", watched, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
