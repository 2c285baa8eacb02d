// RUN: %check_unit %s
// Comments stand wherever blanks may.
//
// CHECK-REPORT-DAG: typed: before_semicolon: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: before_colon: long (long) [specialized, direct]
//
// PYTHON: assert m.before_semicolon(4) == 5 and m.before_semicolon(-4) == -4
// PYTHON: assert m.before_colon(4) == 4

#include <Python.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)

ONE(before_semicolon) {
  long y = 0, x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL /* one */ /* ; */;
  if (x > 0 && PyErr_Occurred()) return NULL // two \
    ; three
    ; else y = x > 0;
  return PyLong_FromLong(x + y); }
ONE(before_colon) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) goto error /* ; */;
  return PyLong_FromLong(x);
error /* a:b */ :
  return NULL; }

static PyMethodDef methods[] = {
    {"before_semicolon", before_semicolon, METH_O, NULL},
    {"before_colon", before_colon, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "comments_between",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_comments_between(void) { return PyModule_Create(&definition); }
