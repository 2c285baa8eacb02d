// RUN: %check_unit %s
// A constant pointer to text that changes is no constant.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, gil]
// CHECK-REPORT-DAG: typed: g: {{.*}} [specialized, boxed]

#include <Python.h>
static char buffer[8];
static const char *const view = buffer;
static long look(long x) { return x + view[0]; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(look(x)); }
static PyObject *g(PyObject *m, PyObject *args) { buffer[0]++; Py_RETURN_NONE; }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
