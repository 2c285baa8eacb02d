// RUN: %check_unit %s
// RUN: %check_unit %s -- -DLARGE -DOTHER
// A record stands under the condition of its row, so that other configurations
// compile, too; a row whose code is under another condition stays as it is.

#include <Python.h>

static long inc_impl(long arg) { return arg + 1; }
static PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

#ifndef SMALL
static long dec_impl(long arg) { return arg - 1; }
static PyObject *dec(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(dec_impl(x));
}
#else
static PyObject *dec(PyObject *module, PyObject *obj) {
  return PyNumber_Negative(obj);
}
#endif

// CHECK-REPORT: typed: inc:
// CHECK-REPORT: typed: inc2:
// CHECK-REPORT: typed: dec:
// CHECK-REPORT: typed: dec2:

// CHECK-REWRITE: PYUNBOX_RECORD(pyunbox_methods_inc,
// CHECK-REWRITE: #if !defined(SMALL) || defined(LARGE)
// CHECK-REWRITE-NEXT: PYUNBOX_CHECK_FUNCTION(pyunbox_methods_inc2,
// CHECK-REWRITE: #endif
// CHECK-REWRITE: #ifndef SMALL
// CHECK-REWRITE-NEXT: PYUNBOX_CHECK_FUNCTION(pyunbox_methods_dec2,
// CHECK-REWRITE: #endif

static PyMethodDef methods[] = {
    // CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_inc, inc, METH_O, NULL),
    {"inc", inc, METH_O, NULL},
#if !defined(SMALL) || \
    defined(LARGE) // either
    // CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_inc2, inc, METH_O, NULL),
    {"inc2", inc, METH_O, NULL},
#endif
    // CHECK-REWRITE: {"dec", dec, METH_O, NULL},
    {"dec", dec, METH_O, NULL},
#ifndef SMALL
    // CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_dec2, dec, METH_O, NULL),
    {"dec2", dec, METH_O, NULL},
#endif
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "conditional", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_conditional(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.inc(1) == m.inc2(1) == 2 and m.dec(1) == m.dec2(1) == 0

// The other configuration of the rewritten file compiles:
// RUN: %cc -DSMALL -fsyntax-only -Wall -Werror -I%python-include -I%include %t.dir/after/conditional.c
