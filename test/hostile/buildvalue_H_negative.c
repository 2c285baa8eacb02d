// RUN: %check_unit %s
// Py_BuildValue reads an unsigned int for "H", and the operand is an int.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[format-unit]

#include <Python.h>
static int neg(int x) { return -x; }
static PyObject *f(PyObject *m, PyObject *args) {
  int x; if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  return Py_BuildValue("H", neg(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
