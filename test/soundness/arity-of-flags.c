// RUN: %check_unit %s
// METH_VARARGS hands two arguments to a wrapper that declares three: the third
// is garbage.
//
// CHECK-REPORT-DAG: rejected: three: {{.*}}[convention-mismatch]

#include <Python.h>

static PyObject *three(PyObject *self, PyObject *args, PyObject *kwargs) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"three", (PyCFunction)(void (*)(void))three, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
