// RUN: %check_unit %s
// Rows whose wrapper is not known, or does not fit its flags.

#include <Python.h>

static long impl(long x) { return x; }
PyObject *elsewhere(PyObject *module, PyObject *arg);

static PyObject *good(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x));
}

static PyObject *three(PyObject *module, PyObject *args, PyObject *kwargs) {
  return PyLong_FromLong(impl(1));
}

static PyMethodDef methods[] = {
    // CHECK-REPORT-DAG: rejected-rows.c:[[#@LINE+1]]:5: rejected: no_function: the table entry does not name a function [wrapper-unknown]
    {"no_function", NULL, METH_O, NULL},
    // CHECK-REPORT-DAG: rejected-rows.c:[[#@LINE+1]]:5: rejected: elsewhere: 'elsewhere' is not defined in this file [wrapper-not-defined]
    {"elsewhere", elsewhere, METH_O, NULL},
    // CHECK-REPORT-DAG: rejected-rows.c:[[#@LINE+1]]:5: rejected: flags: the flags METH_O | METH_KEYWORDS are not handled [unsupported-convention]
    {"flags", good, METH_O | METH_KEYWORDS, NULL},
    // CHECK-REPORT-DAG: rejected-rows.c:{{[0-9]+}}:18: rejected: fewer: the wrapper's parameters do not fit its METH_ flags [convention-mismatch]
    {"fewer", (PyCFunction)(void (*)(void))three, METH_VARARGS, NULL},
    // CHECK-REPORT-DAG: rejected-rows.c:{{[0-9]+}}:18: rejected: more: the wrapper's parameters do not fit its METH_ flags [convention-mismatch]
    {"more", good, METH_VARARGS | METH_KEYWORDS, NULL},
    // CHECK-REPORT: 0 of 5 methods typed
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "rejected_rows", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

// Not for import: the interpreter would not accept these rows.
PyObject *make_module(void) { return PyModule_Create(&definition); }
