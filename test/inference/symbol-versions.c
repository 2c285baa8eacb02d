// RUN: %check_unit %s
// A version of a symbol is no other function.
//
// CHECK-REPORT-DAG: typed: f: double (double) [specialized, direct]

#include <Python.h>

#ifdef __x86_64__
__asm__(".symver memcpy,memcpy@GLIBC_2.2.5");
#endif

static PyObject *f(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(x + 1);
}

static PyMethodDef methods[] = {
    {"f", f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "versions", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_versions(void) { return PyModule_Create(&definition); }
