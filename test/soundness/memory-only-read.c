// RUN: %check_unit %s
// A text that is kept is another's memory, and gone after a typed call.
//
// CHECK-REPORT-DAG: rejected: keep: {{.*}}[pointer-kept]

#include <Python.h>

static const char *last;
static PyObject *keep(PyObject *self, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  last = text;
  return PyLong_FromLong(*last);
}

static PyMethodDef methods[] = {
    {"keep", keep, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
