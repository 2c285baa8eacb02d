// RUN: %check_unit %s
// A macro makes a string of the code that unboxes.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]

#include <Python.h>
#define TAGGED(e) ((long)sizeof(#e) + (e))
static PyObject *f(PyObject *m, PyObject *o) {
  long x = TAGGED(PyLong_AsLong(o));
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
