// RUN: %check_unit %s
// Parsing straight into a global is a side effect that a typed call would
// skip.
//
// CHECK-REPORT-DAG: rejected: global: {{.*}}[format-target]

#include <Python.h>

static int last;
static PyObject *global(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, "i", &last))
    return NULL;
  return PyLong_FromLong(1);
}

static PyMethodDef methods[] = {
    {"global", global, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
