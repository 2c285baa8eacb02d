// RUN: %check_unit %s
// Writes that are not what they look like: into half of a variable, and by an
// operand that is never evaluated.
//
// CHECK-REPORT-DAG: rejected: half: {{.*}}[format-mismatch]
// CHECK-REPORT-DAG: typed: whole: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: classified: {{.*}}[compiler-identity]
//
// PYTHON: assert m.whole(4) == 4 and m.classified(4) == 104

#include <Python.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)

ONE(half) {
  long overflow = -1, x = PyLong_AsLongAndOverflow(o, (int *)&overflow);
  return PyLong_FromLong(overflow == 0 ? x : -x); }
ONE(whole) {
  int overflow = -1; long x = PyLong_AsLongAndOverflow(o, &overflow);
  return PyLong_FromLong(overflow == 0 ? x : -x); }
ONE(classified) { int k = 0;
  long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  (void)__builtin_classify_type(k = 5);
  if (k == 5) x = -x; else x += 100;
  return PyLong_FromLong(x); }

static PyMethodDef methods[] = {
    {"half", half, METH_O, NULL},
    {"whole", whole, METH_O, NULL},
    {"classified", classified, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "odd_writes",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_odd_writes(void) { return PyModule_Create(&definition); }
