// RUN: %check_unit %s
// An argument that is stored or passed on may be seen by others.
//
// CHECK-REPORT-DAG: rejected: keep: {{.*}}[object-escapes]

#include <Python.h>

static PyObject *kept[1];
static PyObject *keep(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  kept[0] = x;
  return PyLong_FromLong(i);
}

static PyMethodDef methods[] = {
    {"keep", keep, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
