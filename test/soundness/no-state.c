// RUN: %check_unit %s
// Typed, but the implementation counts in a variable that other threads see.
//
// CHECK-REPORT-DAG: typed: count: {{.*}} [direct, gil]
// CHECK-REPORT-DAG: typed: indirect: {{.*}} [direct, gil]
// CHECK-REPORT-DAG: typed: hidden: {{.*}} [direct, gil]

#include <Python.h>

static long calls;
static long count_impl(long i) { return calls += i; }
static PyObject *count(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(count_impl(i));
}

/* Through the callee's callee, and back to itself. */
static long deep(long i);
static long deeper(long i) { return i > 0 ? deep(i - 1) : calls; }
static long deep(long i) { return deeper(i - 1); }
static PyObject *indirect(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(deep(i));
}

/* A const pointer to what is not const. */
static const long *const alias = &calls;
static long hidden_impl(long i) { return i + *alias; }
static PyObject *hidden(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(hidden_impl(i));
}

static PyMethodDef methods[] = {
    {"count", count, METH_O, NULL},
    {"indirect", indirect, METH_O, NULL},
    {"hidden", hidden, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
