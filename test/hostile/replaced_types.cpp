// RUN: %check_unit %s
// In C++ a number in the place of an enumerator, or of a pointer, would call
// another function.
//
// CHECK-REPORT-DAG: rejected: counted: {{.*}} [copy-unsafe]
// CHECK-REPORT-DAG: typed: followed: long (long) [adapter, boxed] (its entry cannot be written: {{.*}}
// CHECK-REPORT-DAG: typed: unboxed: long (long) [adapter, boxed] (its entry cannot be written: {{.*}}
// CHECK-REPORT-DAG: typed: pending: long (long) [adapter, direct]
//
// PYTHON: assert (m.counted(5), m.followed(5), m.unboxed(5), m.pending(5)) == (57, 12, 8, 12)

#include <Python.h>

enum Color { Red, Green, Blue };
static long pick(Color) { return 7; }
long pick(unsigned) { return 8; }
static PyObject *counted(PyObject *, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs != 1) { PyErr_SetString(PyExc_TypeError, "one argument"); return NULL; }
  long x = PyLong_AsLong(args[0]);
  if (x == -1 && PyErr_Occurred()) return NULL;
  long q = pick((Color)nargs);
  return PyLong_FromLong(x * 10 + q);
}

static Color kind(PyObject *) { return Green; }
static PyObject *followed(PyObject *, PyObject *a) {
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(pick(kind(a)) + x);
}

enum Neg : long { MinusOne = -1, Zero };
static long select(Neg) { return 7; }
long select(long) { return 8; }
static Neg get(PyObject *o) { return (Neg)PyLong_AsLong(o); }
static PyObject *unboxed(PyObject *, PyObject *a) {
  long r = select(get(a));
  if (PyErr_Occurred()) return NULL;
  return PyLong_FromLong(r + 1);
}

static long flag(bool) { return 7; }
long flag(int) { return 8; }
static PyObject *pending(PyObject *, PyObject *a) {
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  long y = x + flag(PyErr_Occurred());
  return PyLong_FromLong(y);
}

static PyMethodDef methods[] = {
    {"counted", (PyCFunction)(void (*)(void))counted, METH_FASTCALL, NULL},
    {"followed", followed, METH_O, NULL},
    {"unboxed", unboxed, METH_O, NULL},
    {"pending", pending, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
