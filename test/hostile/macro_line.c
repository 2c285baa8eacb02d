// RUN: %check_unit %s
// A macro expands to the line, or to a counter, of where it stands.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: g: {{.*}}[copy-unsafe]

#include <Python.h>
#define HERE __LINE__
#define COUNT __COUNTER__
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + HERE); }
static PyObject *g(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + COUNT); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
