// RUN: %check_unit %s
// The wrapper is compiled for another processor than the rest.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[fast-math]

#include <Python.h>
__attribute__((target("fma")))
static PyObject *f(PyObject *m, PyObject *args) {
  double a, b, c; if (!PyArg_ParseTuple(args, "ddd", &a, &b, &c)) return NULL;
  return PyFloat_FromDouble(a * b / 3 - c * 0.1); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
