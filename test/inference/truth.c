// RUN: %check_unit %s
// PyObject_IsTrue and the unit "p": under the guard the value is 0 or 1, so the
// test for an error never holds.

#include <Python.h>

static int negate(int x) { return !x; }

// CHECK-REPORT-DAG: typed: below: int (int) [direct, direct]
static PyObject *below(PyObject *module, PyObject *arg) {
  int x = PyObject_IsTrue(arg);
  if (x < 0)
    return NULL;
  return PyBool_FromLong(negate(x));
}

// CHECK-REPORT-DAG: typed: equal: int (int) [direct, direct]
static PyObject *equal(PyObject *module, PyObject *arg) {
  int x = PyObject_IsTrue(arg);
  if (x == -1)
    return NULL;
  return PyBool_FromLong(negate(x));
}

// CHECK-REPORT-DAG: typed: predicate: int (int) [direct, direct]
static PyObject *predicate(PyObject *module, PyObject *args) {
  int x = 1;
  if (!PyArg_ParseTuple(args, "|p", &x))
    return NULL;
  return PyBool_FromLong(negate(x));
}

// CHECK-REPORT: 3 of 3 methods typed
static PyMethodDef methods[] = {
    {"below", below, METH_O, NULL},
    {"equal", equal, METH_O, NULL},
    {"predicate", predicate, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "truth", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_truth(void) { return PyModule_Create(&definition); }

// PYTHON: assert [m.below([]), m.equal(0), m.predicate("")] == [True] * 3
// PYTHON: assert [m.below(7), m.equal("x"), m.predicate()] == [False] * 3
