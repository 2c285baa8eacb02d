// RUN: %check_unit %s
// What the report says of a call beside its types.

#include <Python.h>

#include <math.h>

static long total;
static long add(long x) { return total += x; }
static double loop(long x) {
  double sum = 0;
  while (x-- > 0)
    sum += sqrt((double)x);
  return sum;
}
static long refuse(long x) {
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return -1;
  }
  return x;
}

#define LONG(x)                                                                \
  long x = PyLong_AsLong(arg);                                                 \
  if (x == -1 && PyErr_Occurred())                                             \
  return NULL

// CHECK-REPORT-DAG: typed: a_pure: {{.*}} [direct, direct]
// CHECK-JSON: "effects": {
// CHECK-JSON-NEXT: "blocks": false,
// CHECK-JSON-NEXT: "evidence": [],
// CHECK-JSON-NEXT: "gil": false,
// CHECK-JSON-NEXT: "pure": true,
// CHECK-JSON-NEXT: "raises": "none",
// CHECK-JSON-NEXT: "retains": false,
// CHECK-JSON-NEXT: "state": false
static double pure(double x) { return sin(x) + 1; }
static PyObject *a_pure(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(pure(x));
}

// It may not end: a call must not be made where the program makes none.
// CHECK-REPORT-DAG: typed: b_loop: {{.*}} [direct, direct]
// CHECK-JSON: "gil": false,
// CHECK-JSON-NEXT: "pure": false,
// CHECK-JSON-NEXT: "raises": "none",
static PyObject *b_loop(PyObject *module, PyObject *arg) {
  LONG(x);
  return PyFloat_FromDouble(loop(x));
}

// CHECK-REPORT-DAG: typed: c_bails: {{.*}} [specialized, direct]
// CHECK-JSON: "bail_out": "repeat",
// CHECK-JSON: "pure": false,
// CHECK-JSON-NEXT: "raises": "after-nothing",
static PyObject *c_bails(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyLong_FromLong(x);
}

// CHECK-REPORT-DAG: typed: d_state: {{.*}} [direct, gil] (uses state of the module: variable 'total')
// CHECK-JSON: "why_not": "uses state of the module: variable 'total'"
// CHECK-JSON: "evidence": [
// CHECK-JSON-NEXT: {
// CHECK-JSON-NEXT: "effect": "state",
// CHECK-JSON-NEXT: "location": {
// CHECK-JSON-NEXT: "column": {{[0-9]+}},
// CHECK-JSON-NEXT: "file": "effects.c",
// CHECK-JSON-NEXT: "line": 9
// CHECK-JSON: "state": true
static PyObject *d_state(PyObject *module, PyObject *arg) {
  LONG(x);
  return PyLong_FromLong(add(x));
}

// CHECK-REPORT-DAG: typed: e_raises: {{.*}} [{{[a-z]+}}, boxed] (needs the GIL: {{.*}}PyErr_SetString{{.*}})
// CHECK-JSON: "gil": true,
// CHECK-JSON-NEXT: "pure": false,
// CHECK-JSON-NEXT: "raises": "after-effects",
static PyObject *e_raises(PyObject *module, PyObject *arg) {
  LONG(x);
  x = refuse(x);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x);
}

// CHECK-REPORT: 5 of 5 methods typed
static PyMethodDef methods[] = {
    {"a_pure", a_pure, METH_O, NULL},
    {"b_loop", b_loop, METH_O, NULL},
    {"c_bails", c_bails, METH_O, NULL},
    {"d_state", d_state, METH_O, NULL},
    {"e_raises", e_raises, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "effects", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_effects(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.a_pure(0) == 1 and m.b_loop(2) == 1 and m.c_bails(3) == 3
// PYTHON: assert m.d_state(2) == 2 and m.d_state(2) == 4 and m.e_raises(3) == 3
