// RUN: %check_unit %s
// What a copy of the wrapper's text must keep, and where it cannot.

#include <Python.h>

#define HERE (__LINE__)
#define UNIQUE (__COUNTER__)

__attribute__((weak)) long weak(long x);
__attribute__((weak)) long weak(long x) { return x; }

// One wrapper in two rows: each has an entry.
// CHECK-REPORT-DAG: typed: twice: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: again: long (long) [specialized, direct]
static PyObject *twice(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x * 2);
}

// Conversions between unboxing and use, and a static table that never changes.
// CHECK-REPORT-DAG: typed: conversions: double (long) [specialized, direct]
// CHECK-REWRITE: short narrow = (short)pyunbox_arg;
// CHECK-REWRITE: static const double table[] = {0.5, 1.5};
static PyObject *conversions(PyObject *module, PyObject *arg) {
  short narrow = (short)PyLong_AsLong(arg);
  static const double table[] = {0.5, 1.5};
  if (PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(table[narrow & 1]);
}

// CHECK-REPORT-DAG: rejected: line: {{.*}} [copy-unsafe]
static PyObject *line(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + HERE);
}

// CHECK-REPORT-DAG: rejected: counter: {{.*}} [copy-unsafe]
static PyObject *counter(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + UNIQUE);
}

// The entry has no such parameter, and its size here is not its size elsewhere.
// CHECK-REPORT-DAG: rejected: size: {{.*}} [copy-unsafe]
static PyObject *size(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + (long)sizeof(arg));
}

// CHECK-REPORT-DAG: rejected: array: {{.*}} [copy-unsafe]
static PyObject *array(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  {
    double values[x > 0 ? x : 1];
    values[0] = 1;
    return PyFloat_FromDouble(values[0]);
  }
}

// The linker may put another function in its place.
// CHECK-REPORT-DAG: typed: replaceable: long (long) [direct, boxed] {{.*}}
static PyObject *replaceable(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(weak(x));
}

// CHECK-REPORT: of 8 methods typed
static PyMethodDef methods[] = {
    {"twice", twice, METH_O, NULL},
    {"again", twice, METH_O, NULL},
    {"conversions", conversions, METH_O, NULL},
    {"line", line, METH_O, NULL},
    {"counter", counter, METH_O, NULL},
    {"size", size, METH_O, NULL},
    {"array", array, METH_O, NULL},
    {"replaceable", replaceable, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "copies", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_copies(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.twice(2) == m.again(2) == 4
// PYTHON: assert m.conversions(65537) == 1.5 and m.conversions(2) == 0.5
// PYTHON: assert m.array(2) == 1
