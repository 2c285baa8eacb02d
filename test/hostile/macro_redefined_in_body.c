// RUN: %check_unit %s
// A macro is redefined within the wrapper.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]

#include <Python.h>
#define SCALE 3
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  x *= SCALE;
#undef SCALE
#define SCALE 5
  return PyLong_FromLong(x); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
