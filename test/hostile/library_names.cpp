// RUN: %pyunbox analyze --base-dir=%source %s -- -isystem %S/Inputs/acme -I%python-include | FileCheck %s
// A function of a name space or class is none of the C library's.
//
// CHECK-DAG: typed: rounds: double (double) [adapter, boxed] (effects of a function that is not seen: call of 'round')
// CHECK-DAG: rejected: member: a member function is called [unsupported-c]
// CHECK-DAG: rejected: length: {{.*}} [pointer-kept]
// CHECK-DAG: typed: real: double (double) [specialized, direct]

#include <Python.h>
#include <acme.h>
#include <math.h>

static PyObject *rounds(PyObject *, PyObject *a) {
  double x = PyFloat_AsDouble(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyFloat_FromDouble(acme::round(x));
}
static PyObject *member(PyObject *, PyObject *a) {
  double x = PyFloat_AsDouble(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyFloat_FromDouble(acme::Meter::floor(x));
}
static PyObject *real(PyObject *, PyObject *a) {
  double x = PyFloat_AsDouble(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyFloat_FromDouble(::floor(x));
}
static PyObject *length(PyObject *, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text)) return NULL;
  return PyLong_FromLong((long)acme::strlen(text));
}

static PyMethodDef methods[] = {
    {"rounds", rounds, METH_O, NULL},
    {"member", member, METH_O, NULL},
    {"real", real, METH_O, NULL},
    {"length", length, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
