// RUN: %check_unit %s
// Code that reads its own table would see another name or flags.
//
// CHECK-REPORT-DAG: rejected: inc: {{.*}}[table-used]

#include <Python.h>

static PyObject *inc(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i + 1);
}

static PyMethodDef methods[] = {
    {"inc", inc, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

int flags_of_first(void);
int flags_of_first(void) { return methods[0].ml_flags; }

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
