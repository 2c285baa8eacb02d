// RUN: %check_unit %s
// RUN: %pyunbox analyze --cache-dir= %s -- -I%python-include -DPART=1 | FileCheck --check-prefix=PART %s
// RUN: %pyunbox analyze --cache-dir= %s -- -I%python-include -DPART=2 | FileCheck --check-prefix=PART %s
// RUN: %pyunbox analyze --cache-dir= %s -- -I%python-include -DPART=3 -isystem %S/Inputs | FileCheck --check-prefix=PART %s
// PART-COUNT-2: rejected: {{.*}} [fast-math]
// gcc's pragma "optimize" made by a macro and in two lines, in a header
// that counts as the system's, its attribute in a list: code of this file may be computed otherwise than it is written.
//
// CHECK-REPORT-DAG: rejected: made: {{.*}} [fast-math]
// CHECK-REPORT-DAG: rejected: listed: {{.*}} [fast-math]

#include <Python.h>

#if PART == 1
#define PRAGMA(x) _Pragma(#x)
PRAGMA(GCC optimize("Ofast"))
#elif PART == 2
// clang-format off
#pragma GCC \
  optimize("Ofast")
// clang-format on
#elif PART == 3
#include <system_pragma.h>
#else
#define LISTED [[using gnu: noinline, optimize("Ofast")]]
#endif
#ifndef LISTED
#define LISTED
#endif

static double add(double x) { return (1e20 + x) - 1e20; }

static PyObject *made(PyObject *, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(add(x));
}
LISTED static PyObject *listed(PyObject *, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(add(x));
}

static PyMethodDef methods[] = {{"made", made, METH_O, NULL},
                                {"listed", listed, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
