// RUN: %check_unit %s
// Declarations that come to no code: a branch may consist of one, a type or a
// constant may use one that nothing else does, and an expression may hold one.
//
// CHECK-REPORT-DAG: typed: else_type: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: then_assert: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: else_extern: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: in_loop: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: helped: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: array_size: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: constant: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: field_size: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: bit_field: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: outer: long (void) [specialized, direct]
// CHECK-REPORT-DAG: rejected: object_size: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: in_cast: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: in_size: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: in_attribute: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: along: long (long) [specialized, direct]
//
// PYTHON: for f, results in {
// PYTHON:     m.else_type: (0, 0, 1), m.then_assert: (5, 5, 0),
// PYTHON:     m.else_extern: (0, 0, 1), m.in_loop: (27, 20, 34),
// PYTHON:     m.helped: (0, 0, 1), m.array_size: (-1, 2, 6),
// PYTHON:     m.constant: (-1, 2, 6), m.field_size: (5, 8, 12),
// PYTHON:     m.bit_field: (-3, 0, -4), m.in_cast: (-15, 0, 20),
// PYTHON:     m.in_size: (8, 11, 15), m.in_attribute: (9, 12, 16),
// PYTHON:     m.along: (10, 13, 17)}.items():
// PYTHON:     assert tuple(map(f, (-3, 0, 4))) == results, f

#include <Python.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)

ONE(else_type) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long y = 0;
  if (x > 0) { y = 1; } else { typedef int T; }
  return PyLong_FromLong(y); }
ONE(then_assert) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long y = 0;
  if (x > 0) { _Static_assert(sizeof(x) == 8, ""); } else { y = 5; }
  return PyLong_FromLong(y); }
ONE(else_extern) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long y = 0;
  if (x > 0) { y = 1; } else { extern int elsewhere(int); }
  return PyLong_FromLong(y); }
ONE(in_loop) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

  for (int i = 0; i < 3; i++) if (i == x) { struct A { int a; }; } else x += 10;
  return PyLong_FromLong(x); }
static PyObject *sign(long x) { long y = 0;
  if (x > 0) { y = 1; } else { struct T { int a; }; }
  return PyLong_FromLong(y); }
ONE(helped) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  return sign(x); }

static long k = 3;
ONE(array_size) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

  { short k; char y[sizeof(k)] = {0}; y[0] = x; return PyLong_FromLong(sizeof(y) + y[0]); } }
ONE(constant) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

  { short k; enum { N = sizeof(k) }; return PyLong_FromLong(N + x); } }
ONE(field_size) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

  { short k; return PyLong_FromLong(sizeof(struct { int a; char b[sizeof(k)]; }) + x); } }
ONE(bit_field) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

  { short k; struct { int f : sizeof(k) + 1; } s = {x}; return PyLong_FromLong(s.f); } }
ONE(object_size) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;

  { enum { N = sizeof(*o) }; return PyLong_FromLong(N + x); } }
long used(void); long used(void) { return k; }

static const int Q = 1;
ONE(in_cast) {
  long x = PyLong_AsLong((PyObject *)(enum { Q = 5 } *)o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x * Q); }
// A type that is declared in the type, or an attribute, of what is left out.
ONE(in_size) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  char z[sizeof(enum { Q = 11 })];
  return PyLong_FromLong(x + Q); }
ONE(in_attribute) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  char z __attribute__((aligned(sizeof(enum { Q = 12 }))));
  return PyLong_FromLong(x + Q); }
ONE(along) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  enum { Q = 13 } z = Q;
  return PyLong_FromLong(x + z); }
ONE(outer) { return PyLong_FromLong(Q); }

static PyMethodDef methods[] = {
    {"else_type", else_type, METH_O, NULL},
    {"then_assert", then_assert, METH_O, NULL},
    {"else_extern", else_extern, METH_O, NULL},
    {"in_loop", in_loop, METH_O, NULL},
    {"helped", helped, METH_O, NULL},
    {"array_size", array_size, METH_O, NULL},
    {"constant", constant, METH_O, NULL},
    {"field_size", field_size, METH_O, NULL},
    {"bit_field", bit_field, METH_O, NULL},
    {"object_size", object_size, METH_O, NULL},
    {"in_cast", in_cast, METH_O, NULL},
    {"in_size", in_size, METH_O, NULL},
    {"in_attribute", in_attribute, METH_O, NULL},
    {"along", along, METH_O, NULL},
    {"outer", outer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "lost_declarations",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_lost_declarations(void) { return PyModule_Create(&definition); }
