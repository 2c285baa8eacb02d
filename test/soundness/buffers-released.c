// RUN: %check_unit %s
// A Py_buffer that is not released keeps its object alive; a typed call would not.
//
// CHECK-REPORT-DAG: rejected: hold: {{.*}}[buffer-use]

#include <Python.h>

static PyObject *hold(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "y*", &view))
    return NULL;
  return PyLong_FromLong(*(const char *)view.buf);
}

static PyMethodDef methods[] = {
    {"hold", hold, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
