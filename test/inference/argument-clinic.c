// RUN: %check_unit %s
// Argument Clinic: wrappers in an included file, a module that implementations
// ignore, omitted arguments that the wrapper looks for itself, keyword-only
// ones, rows made by macros. The entries are written anew; nothing is copied.

#include <Python.h>
#include "Inputs/clinic.h"

// CHECK-REPORT-DAG: typed: scaled: double (double, int) [adapter, direct]
// CHECK-REWRITE: static double pyunbox_entry_scaled(double pyunbox_{{[a-z0-9]+}}, int pyunbox_{{[a-z0-9]+}}) {
// CHECK-REWRITE-NEXT: return scaled_impl(NULL, pyunbox_{{[a-z0-9]+}}, pyunbox_{{[a-z0-9]+}});
static double scaled_impl(PyObject *module, double x, int by) { return x * by; }

// CHECK-REPORT-DAG: typed: near: int (double, double, double, int) [adapter, direct]
// CHECK-REWRITE: {"b", PYUNBOX_TYPE_FLOAT(double), PYUNBOX_PY_REAL, PYUNBOX_ARG_KEYWORD
// CHECK-REWRITE: {"rel", PYUNBOX_TYPE_FLOAT(double), PYUNBOX_PY_REAL,
// CHECK-REWRITE-NEXT: PYUNBOX_ARG_OPTIONAL | PYUNBOX_ARG_KEYWORD | PYUNBOX_ARG_KEYWORD_ONLY, 0,
// CHECK-REWRITE-NEXT: 0.5},
static int near_impl(PyObject *module, double a, double b, double rel,
                     int strict) {
  return strict ? a - b < rel : a - b <= rel;
}

// No argument is required: the vector of arguments may be NULL.
// CHECK-REPORT-DAG: typed: collect: long (int) [adapter, direct]
static long collect_impl(PyObject *module, int generation) {
  return generation * 10;
}

// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_scaled, (PyCFunction)(void(*)(void))scaled, METH_FASTCALL, NULL),
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_near, (PyCFunction)(void(*)(void))near, METH_FASTCALL|METH_KEYWORDS, NULL),
static PyMethodDef methods[] = {
    SCALED_METHODDEF
    NEAR_METHODDEF
    COLLECT_METHODDEF
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "clinic", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_clinic(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.scaled(2.0) == 6.0 and m.scaled(2, 5) == 10.0
// PYTHON: assert m.near(1.5, 1.0) and not m.near(1.5, 1.0, strict=True)
// PYTHON: assert m.near(3, b=1, rel=2.0)
// PYTHON: assert m.collect() == 20 and m.collect(1) == m.collect(generation=1) == 10
