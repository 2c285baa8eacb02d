// RUN: %check_unit %s
// Without the error check, an if statement with an empty body would be left.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long a;
  if ((a = PyLong_AsLong(o)) == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(a + 2);
}

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
