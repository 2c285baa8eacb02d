// RUN: %check_unit %s
// Helpers in C++: what is implied, overloaded, referred to, thrown or destroyed.
//
// CHECK-REPORT-DAG: typed: overloaded: double (double) [adapter, direct]
// CHECK-REPORT-DAG: typed: defaulted: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: templated: long (long) [adapter, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: typed: scoped: long (long) [adapter, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: rejected: referred: {{.*}} a reference, or an object of a class [object-argument]
// CHECK-REPORT-DAG: rejected: throwing: {{.*}}, in 'throws' called from {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: rejected: caught: {{.*}}, in 'catches' called from {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: rejected: destroyed: {{.*}}, in 'destroys' called from {{.*}}[copy-unsafe]
// What a reference to a pointee is used for.
// CHECK-REPORT-DAG: typed: renamed: long (long) [specialized, boxed] (effects of a function that is not seen: implicit code of C++)
// CHECK-REPORT-DAG: typed: by_reference: long (long) [adapter, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: rejected: member: {{.*}} a member function [object-argument]
//
// PYTHON: assert m.overloaded(3.0) == 6.0 and m.defaulted(3) == 7 and m.templated(3) == 3
// PYTHON: assert m.scoped(3) == 3 and m.renamed(3) == 5 and m.by_reference(3) == 4

#include <Python.h>

#define ONE(name) static PyObject *name(PyObject *, PyObject *o)
#define UNBOX long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

static PyObject *make(long x) { return PyLong_FromLong(x); }
static PyObject *make(double x) { return PyFloat_FromDouble(x * 2); }
ONE(overloaded) { double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return make(x); }
static PyObject *added(long x, long y = 4) { return PyLong_FromLong(x + y); }
ONE(defaulted) { UNBOX return added(x); }
template <class T> static PyObject *boxed(T x) { return PyLong_FromLong(x); }
ONE(templated) { UNBOX return boxed(x); }
namespace inner { static PyObject *box(long x) { return PyLong_FromLong(x); } }
ONE(scoped) { UNBOX return inner::box(x); }
static void into(PyObject *o, long &x) { x = PyLong_AsLong(o); }
ONE(referred) { long x = 0; into(o, x); return PyLong_FromLong(x); }
static PyObject *throws(long x) { if (x > 5) throw x; return PyLong_FromLong(x); }
ONE(throwing) { UNBOX return throws(x); }
static PyObject *catches(long x) {
  try { return PyLong_FromLong(x); } catch (...) { return NULL; } }
ONE(caught) { UNBOX return catches(x); }
static long total;
struct Guard { ~Guard() { total++; } };
static PyObject *destroys(long x) { Guard guard; return PyLong_FromLong(x); }
ONE(destroyed) { UNBOX return destroys(x); }
static void rename(PyObject *o, long *p) { *p = PyLong_AsLong(o); long &r = *p; r = 5; }
ONE(renamed) { long x = 0; rename(o, &x); return PyLong_FromLong(x); }
static void bump(long &x) { x++; }
static void refer(PyObject *o, long *p) { *p = PyLong_AsLong(o); bump(*p); }
ONE(by_reference) { long x = 0; refer(o, &x); return PyLong_FromLong(x); }
struct Boxer { static PyObject *box(PyObject *o) { return PyLong_FromLong(PyLong_AsLong(o)); } };
ONE(member) { return Boxer::box(o); }

#define F(name) {#name, name, METH_O, NULL}
static PyMethodDef methods[] = {
    F(overloaded), F(defaulted), F(templated), F(scoped), F(referred), F(throwing),
    F(caught), F(destroyed), F(member), F(renamed), F(by_reference),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "followed", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_followed(void) { return PyModule_Create(&definition); }
