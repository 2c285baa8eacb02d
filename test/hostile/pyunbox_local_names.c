// RUN: %check_unit %s
// Names like those of the entry's parameters are taken, by variables and by a macro.
//
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: h: long (long) [specialized, direct]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *args) {
  long x, pyunbox_x = 7; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(x * pyunbox_x); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x;
  { long pyunbox_x = 7; (void)pyunbox_x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL; }
  return PyLong_FromLong(x * 2); }
#define pyunbox_y 13
static PyObject *h(PyObject *m, PyObject *args) {
  long y; if (!PyArg_ParseTuple(args, "l", &y)) return NULL;
  return PyLong_FromLong(y * 2); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {"h", (PyCFunction)h, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
