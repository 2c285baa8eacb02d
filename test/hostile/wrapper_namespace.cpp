// RUN: %check_unit %s
// The wrapper is in a namespace.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]

#include <Python.h>
namespace ns { static const long K = 3;
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(x * K); }
}

static PyMethodDef methods[] = {
    {"f", (PyCFunction)ns::f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
