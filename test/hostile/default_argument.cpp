// RUN: %check_unit %s
// A default argument has an effect.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, gil]
// CHECK-REPORT-DAG: typed: g: long (long) [adapter, gil]
// CHECK-REPORT-DAG: rejected: h: a place in the source in line {{.*}} [compiler-identity]
// CHECK-REPORT-DAG: rejected: i: a place in the source in line {{.*}} [compiler-identity]
// CHECK-REPORT-DAG: typed: j: long (long) [adapter, direct]

#include <Python.h>
static long counter;
static long next() { return ++counter; }
static long add(long x, long n = next()) { return x + n; }
static long impl(long x) { return add(x); }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }
static PyObject *g(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(add(x)); }

static long placed(long x, int line = __builtin_LINE()) { return x + line; }
static PyObject *h(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(placed(x)); }
static long line(int at = __builtin_LINE()) { return at; }
static long outer(long x, long y = line()) { return x + y; }
static PyObject *i(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(outer(x)); }
static long plain(long x, long y = 3 * 4) { return x + y; }
static PyObject *j(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(plain(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {"h", (PyCFunction)h, METH_VARARGS, NULL},
    {"i", (PyCFunction)i, METH_VARARGS, NULL},
    {"j", (PyCFunction)j, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
