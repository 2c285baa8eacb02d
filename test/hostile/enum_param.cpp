// RUN: %check_unit %s
// The implementation takes enumerations.
//
// CHECK-REPORT-DAG: typed: f: long (int) [direct, direct]
// CHECK-REPORT-DAG: typed: g: long (unsigned int) [direct, direct]

// CHECK-REWRITE-NOT: PYUNBOX_METHOD_FAST

#include <Python.h>
enum Color : int { Red, Green };
static long paint(Color c) { return c * 2; }
enum Shade { Dark, Light };
static long tint(Shade c) { return c * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  int x; if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  return PyLong_FromLong(paint((Color)x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  unsigned x; if (!PyArg_ParseTuple(args, "I", &x)) return NULL;
  return PyLong_FromLong(tint((Shade)x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
