// RUN: %check_unit %s
// One argument is parsed twice, with two defaults.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[default-unknown]

#include <Python.h>
static long sub(long a) { return a; }
static PyObject *f(PyObject *m, PyObject *args) {
  long a = 1, b = 2;
  if (!PyArg_ParseTuple(args, "|l", &a)) return NULL;
  if (!PyArg_ParseTuple(args, "|l", &b)) return NULL;
  return PyLong_FromLong(sub(a)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
