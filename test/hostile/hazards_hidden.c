// RUN: %check_unit %s
// What a copy would change, where a search of the text does not see it: a
// pragma with spaces, a type taken from an expression by a macro, and a name of
// the place behind #line directives that make lines go backwards.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}a pragma{{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: g: {{.*}}typeof{{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: h: {{.*}}__LINE__{{.*}}[copy-unsafe]

#include <Python.h>
#define LIKE(e) __typeof__(e)
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
#  pragma GCC unroll 2
  for (int i = 0; i < 2; ++i) x += i;
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + 1); }
static PyObject *g(PyObject *m, PyObject *o) {
  LIKE(PyLong_AsLong(o)) x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + 1); }
#line 900 "generator.y"
static PyObject *h(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
#line 5 "generator.y"
  return PyLong_FromLong(x + __LINE__); }
#line 26 "hazards_hidden.c"

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_O, NULL},
    {"g", (PyCFunction)g, METH_O, NULL},
    {"h", (PyCFunction)h, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
