// RUN: %check_unit %s
// A jump out of a function ends it without its return: what it left undone, and
// where the jump leads, is not what a call stands for.
//
// CHECK-REPORT-DAG: rejected: leaps: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: lands: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: catches: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: throws: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: guards: {{.*}}[copy-unsafe]
//
// PYTHON: assert m.catches(-3) == -1 and m.catches(3) == 3
// PYTHON: assert m.lands(-3) == 7 and m.lands(3) == 3
// PYTHON: assert m.guards(-3) == -2 and m.guards(3) == 3

#include <Python.h>
#include <setjmp.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)
#define UNBOX long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

static jmp_buf target;

// Out of the implementation, into whoever called setjmp last.
static long leap(long x) { if (x < 0) longjmp(target, 1); return x; }
ONE(leaps) { UNBOX return PyLong_FromLong(leap(x)); }

// Both ends inside the implementation.
static long land(long x) {
  jmp_buf here;
  if (setjmp(here)) return 7;
  if (x < 0) longjmp(here, 1);
  return x;
}
ONE(lands) { UNBOX return PyLong_FromLong(land(x)); }

// The wrapper catches what the implementation throws.
ONE(catches) {
  UNBOX
  if (setjmp(target)) return PyLong_FromLong(-1);
  return PyLong_FromLong(leap(x));
}

// The wrapper jumps itself.
ONE(throws) {
  UNBOX
  if (x < 0) longjmp(target, 1);
  return PyLong_FromLong(x);
}
// A helper that the wrapper hands its argument to catches it.
static PyObject *guarded(long x) {
  if (setjmp(target)) return PyLong_FromLong(-2);
  return PyLong_FromLong(leap(x));
}
ONE(guards) { UNBOX return guarded(x); }

static PyMethodDef methods[] = {
    {"leaps", leaps, METH_O, NULL},     {"lands", lands, METH_O, NULL},
    {"catches", catches, METH_O, NULL}, {"throws", throws, METH_O, NULL},
    {"guards", guards, METH_O, NULL},   {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "long_jumps",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_long_jumps(void) { return PyModule_Create(&definition); }
