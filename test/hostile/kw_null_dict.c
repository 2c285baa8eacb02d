// RUN: %check_unit %s
// Keywords are listed, but the dictionary that is parsed is NULL.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: g: long (long) [direct, direct]
// CHECK-REWRITE-NOT: PYUNBOX_ARG_KEYWORD

#include <Python.h>
static long twice(long x) { return 2 * x; }
static PyObject *f(PyObject *m, PyObject *args, PyObject *kw) {
  static char *names[] = {"x", NULL}; long x;
  if (!PyArg_ParseTupleAndKeywords(args, NULL, "l", names, &x)) return NULL;
  return PyLong_FromLong(twice(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  static char *names[] = {"x", NULL}; long x;
  if (!PyArg_ParseTupleAndKeywords(args, NULL, "l", names, &x)) return NULL;
  return PyLong_FromLong(twice(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)(void (*)(void))f, METH_VARARGS | METH_KEYWORDS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
