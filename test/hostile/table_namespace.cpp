// RUN: %check_unit %s
// Wrapper and table are in an anonymous namespace.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]

#include <Python.h>
namespace { const long K = 3;
PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(x * K); }
PyMethodDef methods[] = {{"f", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
}
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
