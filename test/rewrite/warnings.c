// RUN: %check_unit %s
// RUN: %check_unit %s -- -Wno-sign-compare -Wimplicit-fallthrough=5
// What there is to warn of in a wrapper is warned of once, and not again in what
// is copied from it.
//
// CHECK-REPORT: typed: warns: long (long) [specialized, direct]
// CHECK-REWRITE: PYUNBOX_COPY_BEGIN
// CHECK-REWRITE: PYUNBOX_COPY_END
//
// PYTHON: assert m.warns(3) == 8 and m.warns(-3) == -2

#include <Python.h>

static PyObject *warns(PyObject *m, PyObject *o) {
  typedef int Unused;
  unsigned u = 2;
  int unused = 1, s = 3, set;
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  set = 4;
  if (u < s)
    x += 1;
  switch (s) {
  case 3:
    u = 4;
  default:
    u += 0;
  }
  if (x > 0)
    if (u == 4)
      x += u;
    else
      x = 0;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"warns", warns, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "warned",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_warned(void) { return PyModule_Create(&definition); }
