// RUN: %check_unit %s
// A parsed variable is changed as its own real part.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[format-target]

#include <Python.h>
static long id(long x) { return x; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  __real__ x = 5;
  return PyLong_FromLong(id(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
