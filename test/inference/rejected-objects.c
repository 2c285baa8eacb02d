// RUN: %check_unit %s
// Wrappers that do more with objects than unbox and box.

#include <Python.h>

static long impl(long x) { return x; }
static long with_object(PyObject *object) { return object != NULL; }

// CHECK-REPORT-DAG: rejected-objects.c:[[#@LINE+2]]:{{[0-9]+}}: rejected: self: {{.*}} [self-used]
static PyObject *self(PyObject *module, PyObject *none) {
  return PyLong_FromLong(with_object(module));
}

__attribute__((weak)) long replaceable(PyObject *object) { return object != NULL; }

// CHECK-REPORT-DAG: rejected-objects.c:[[#@LINE+6]]:{{[0-9]+}}: rejected: passed: 'replaceable' works on Python objects and is not followed: another definition may take its place [object-argument]
static PyObject *passed(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(
      x + replaceable(arg));
}

// CHECK-REPORT-DAG: rejected-objects.c:[[#@LINE+6]]:{{[0-9]+}}: rejected: identity: {{.*}} [object-use]
static PyObject *identity(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(
      x + (arg == module));
}

// CHECK-REPORT-DAG: rejected-objects.c:[[#@LINE+4]]:{{[0-9]+}}: rejected: stored: {{.*}} [object-escapes]
static PyObject *last;
static PyObject *stored(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  last = arg;
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x + (last == NULL)));
}

// CHECK-REPORT-DAG: rejected-objects.c:[[#@LINE+2]]:{{[0-9]+}}: rejected: api: 'PyNumber_Index' is not in the tables [unknown-api]
static PyObject *api(PyObject *module, PyObject *arg) {
  PyObject *index = PyNumber_Index(arg);
  long x;
  if (index == NULL)
    return NULL;
  x = PyLong_AsLong(index);
  Py_DECREF(index);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-objects.c:[[#@LINE+6]]:{{[0-9]+}}: rejected: cleared: {{.*}} [error-handling]
static PyObject *cleared(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred()) {
    x = 0;
  }
  PyErr_Clear();
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT: 0 of 6 methods typed

static PyMethodDef methods[] = {
    {"self", self, METH_NOARGS, NULL},
    {"passed", passed, METH_O, NULL},
    {"identity", identity, METH_O, NULL},
    {"stored", stored, METH_O, NULL},
    {"api", api, METH_O, NULL},
    {"cleared", cleared, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "rejected_objects", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_rejected_objects(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.passed(1) == 2 and m.cleared("x") == 0
