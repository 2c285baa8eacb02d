// RUN: %check_unit %s
// A wrapper that calls the implementation in a loop is not the implementation.
//
// CHECK-REPORT-DAG: typed: again: {{.*}} [specialized, direct]
//
// PYTHON: assert m.again(80) == 10

#include <Python.h>

static long halve(long i) { return i / 2; }
static PyObject *again(PyObject *self, PyObject *x) {
  long n = 0, i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  do {
    i = halve(i);
    n++;
  } while (n < 3);
  return PyLong_FromLong(i);
}

static PyMethodDef methods[] = {
    {"again", again, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
