// RUN: %check_unit %s
// Odd rows: macros, designators, comments, commas, directives, names.
//
// CHECK-REPORT-DAG: typed: plaincat: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: macro: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: rowmacro: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: desig: long (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: short: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: trail: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: cast: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: quote"\: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: na{{.*}}me: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: class: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: cmt: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: yes: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: flags: long (long) [direct, boxed]
// CHECK-REPORT-DAG: rejected: noargs: {{.*}}[object-use]
// CHECK-REPORT-DAG: rejected: o: {{.*}}[object-use]
// CHECK-REPORT-DAG: typed: : long (long) [direct, direct]

#include <Python.h>
static long impl(long x) { return x * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }
#define NAME "macro"
#define ROW(n) {n, f, METH_VARARGS, NULL}
PyMethodDef methods[] = {
    {"plain" "cat", f, METH_VARARGS, "doc, with comma"},
    {NAME, f, METH_VARARGS, NULL},
    ROW("rowmacro"),
    {.ml_name = "desig", .ml_meth = f, .ml_flags = METH_VARARGS},
    {"short", f, METH_VARARGS},
    {"trail", f, METH_VARARGS, NULL, },
    {"cast", (PyCFunction)(void (*)(void))f, 0 | METH_VARARGS, PyDoc_STR("x, y")},
    {"quote\"\\", f, METH_VARARGS, NULL},
    {"na\303\251me", f, METH_VARARGS, NULL},
    {"class", f, METH_VARARGS, NULL},
    {"cmt" /* , } */, f, // }
     METH_VARARGS, NULL},
#ifdef NOPE
    {"nope", f, METH_VARARGS, NULL},
#else
    {"yes", f, METH_VARARGS, NULL},
#endif
    {"flags", f, METH_VARARGS,
#if 1
     NULL
#endif
    },
    {"noargs", f, METH_NOARGS, NULL},
    {"o", f, METH_O, NULL},
    {"", f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
