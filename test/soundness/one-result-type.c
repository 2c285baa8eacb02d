// RUN: %check_unit %s
// An int on one path and a float on the other.
//
// CHECK-REPORT-DAG: rejected: mixed: {{.*}}[mixed-results]
// CHECK-REPORT-DAG: rejected: tuples: {{.*}}[mixed-results]

#include <Python.h>

static PyObject *mixed(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  if (i < 0)
    return PyFloat_FromDouble(-0.5);
  return PyLong_FromLong(i);
}

static PyObject *tuples(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return i < 0 ? Py_BuildValue("(d)", 0.5) : Py_BuildValue("(l)", i);
}

static PyMethodDef methods[] = {
    {"tuples", tuples, METH_O, NULL},
    {"mixed", mixed, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
