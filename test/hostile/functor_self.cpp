// RUN: %check_unit %s
// self goes to an overloaded call operator whose trailing parameters are unnamed.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[unsupported-c]

#include <Python.h>
struct F { long operator()(PyObject *m, long, int) const { return (long)m->ob_refcnt; } };
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  F call{};
  return PyLong_FromLong(call(m, x, 0)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
