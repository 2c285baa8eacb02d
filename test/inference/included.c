// RUN: %check_unit %s
// A wrapper and a row that stand in an included file: nothing is written there,
// so only what needs no code is called directly, and pyunbox cc overrides the row.

#include <Python.h>

static long impl(long x) { return x + 1; }

#include "Inputs/wrappers.inc"

// CHECK-REPORT-DAG: typed: inc: long (long) [direct, direct]
// CHECK-REPORT-DAG: Inputs/wrappers.inc:{{.*}} rejected: twice: {{.*}} [copy-unsafe]
// CHECK-REPORT-DAG: Inputs/row.inc:1:1: typed: row: long (long) [direct, direct]
// CHECK-REPORT: 2 of 3 methods typed
static PyMethodDef methods[] = {
    {"inc", inc, METH_O, NULL},
    {"twice", twice, METH_O, NULL},
#include "Inputs/row.inc"
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "included", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_included(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.inc(1) == 2 and m.twice(2) == 4 and m.row(1) == 2
