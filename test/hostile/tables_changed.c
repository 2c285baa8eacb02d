// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=0 >%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=1 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=2 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=3 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=4 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=5 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=6 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=7 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=8 >>%t
// RUN: %pyunbox analyze --base-dir=%source %s -- -I%python-include -DCASE=9 >>%t
// RUN: FileCheck %s <%t
// A record is of the row as it is written. It is none if the unit's own code may
// come by the row and change it, call it, or make another one of it.
//
// CHECK: typed: f: long (long) [direct, direct]{{$}}
// CHECK-COUNT-9: rejected: f: the table is used here [table-used]

#include <Python.h>

static long twice(long x) { return x * 2; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(twice(x));
}
static PyObject *traced(PyObject *m, PyObject *args) { Py_RETURN_NONE; }

static PyMethodDef methods[] = {
    {"f", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

#if CASE == 0 // rows of others
static void change(void) { static PyMethodDef own; own.ml_meth = traced; (void)own; }
#elif CASE == 1 // not Python's, whatever it is called
static void PyTracer_Install(PyMethodDef *d) { d[0].ml_meth = traced; }
static void change(void) { PyTracer_Install(methods); }
#elif CASE == 2
extern int PyTracer_Use(PyMethodDef *d);
static void change(void) { PyTracer_Use(methods); }
#elif CASE == 3
static struct hook { PyMethodDef *table; PyCFunction with; } hook = {methods, traced};
static void change(void) { hook.table->ml_meth = hook.with; }
#elif CASE == 4
static void change(void) { definition.m_methods[0].ml_meth = traced; }
#elif CASE == 5
static void change(void) {
  for (PyMethodDef *d = definition.m_methods; d->ml_name; d++) d->ml_flags |= METH_COEXIST;
}
#elif CASE == 6
extern PyMethodDef other[2] __attribute__((alias("methods")));
static void change(void) { other[0].ml_meth = traced; }
#elif CASE == 7 // copies call the row's function by the flags of the copy
static PyMethodDef *row(PyObject *function) { return ((PyCFunctionObject *)function)->m_ml; }
static PyObject *change(PyObject *function) {
  static PyMethodDef copy;
  copy = *row(function);
  copy.ml_flags = METH_VARARGS;
  return PyCFunction_New(&copy, NULL);
}
#elif CASE == 8
static void change(PyObject *function) {
  PyCFunction *at = &((PyCFunctionObject *)function)->m_ml->ml_meth;
  *at = traced;
}
#elif CASE == 9 // a flag more would show
static int change(void) { return definition.m_methods->ml_flags == METH_VARARGS; }
#endif

PyMODINIT_FUNC PyInit_sound(void) {
  (void)change;
  (void)traced;
  return PyModule_Create(&definition);
}
