// RUN: %check_unit %s
// Where the ways through `a && b` meet before anything is decided, its right
// side decides nothing if it was not evaluated.
//
// CHECK-REPORT-DAG: typed: constant: double (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: variable: double (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: either: double (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: negated: double (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: error: double (int) [specialized, direct]
// CHECK-REPORT-DAG: rejected: unreached: the value of a statement expression that is never reached [copy-unsafe]
//
// PYTHON: for f in (m.constant, m.variable, m.either, m.negated, m.error, m.unreached):
// PYTHON:     assert (f(0), f(3), f(9)) == (2.0, 2.0, 7.0), f

#include <Python.h>
#define V(name) static PyObject *name(PyObject *m, PyObject *args)

V(constant) {
  int x, n = 0;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (x > 5) return PyFloat_FromDouble(7.0);
  do x++; while (++n < 1 && 4);
  return PyFloat_FromDouble(2.0);
}

V(variable) {
  int x, n = 0, more = 1;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (x > 5) return PyFloat_FromDouble(7.0);
  do x++; while (x < 5 && more);
  return PyFloat_FromDouble(2.0 + n);
}

V(either) {
  int x, n = 0;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (x > 5) return PyFloat_FromDouble(7.0);
  do if (++n > 3) return PyFloat_FromDouble(2.0); while (n < 9 || 0);
  return PyFloat_FromDouble(3.0);
}

V(negated) {
  int x, n = 0;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (x > 5) return PyFloat_FromDouble(7.0);
  while (!(++n > 2 && 1)) x++;
  return PyFloat_FromDouble(2.0);
}

V(error) {
  int x, n = 0;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (x > 5) return PyFloat_FromDouble(7.0);
  do n++; while (n < 3 || PyErr_Occurred());
  return PyFloat_FromDouble(n - 1);
}

V(unreached) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (x > 5) return PyFloat_FromDouble(7.0);
  double y = 1 ? 2 : ({ int v = 7; v; });
  return PyFloat_FromDouble(y);
}

static PyMethodDef methods[] = {
    {"constant", constant, METH_VARARGS, NULL},
    {"variable", variable, METH_VARARGS, NULL},
    {"either", either, METH_VARARGS, NULL},
    {"negated", negated, METH_VARARGS, NULL},
    {"error", error, METH_VARARGS, NULL},
    {"unreached", unreached, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
