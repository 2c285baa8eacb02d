// RUN: %check_unit %s
// The wrapper is a template.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: g: {{.*}}[copy-unsafe]

#include <Python.h>
static const long K = 1000;
template <long K> static PyObject *wrap(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(x * K); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)wrap<3>, METH_VARARGS, NULL},
    {"g", (PyCFunction)wrap<4>, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
