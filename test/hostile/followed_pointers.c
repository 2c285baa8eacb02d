// RUN: %check_unit %s
// Helpers that get the address of a variable, or the objects, and do other things
// with them than to unbox.
//
// Two pointers to one variable: what is written last counts.
// CHECK-REPORT-DAG: typed: aliased: long (long) [specialized, direct]
// CHECK-REWRITE: static long pyunbox_entry_aliased(
// CHECK-REWRITE: x = 5;
// CHECK-REWRITE: return x;
// The address is kept, and written through later.
// CHECK-REPORT-DAG: typed: held: long (long) [specialized, boxed] (uses state of the module: {{.*}})
// Read, or added to, while unset; set on one of two ways out only.
// CHECK-REPORT-DAG: rejected: adds: {{.*}}, in 'add' called from {{.*}}[maybe-unset]
// CHECK-REPORT-DAG: rejected: sometimes: {{.*}}[maybe-unset]
// Seen as another type; moved; one of two.
// CHECK-REPORT-DAG: typed: punned: long (int) [specialized, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: typed: moved: long (long) [specialized, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: typed: whole_array: long (long) [specialized, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: rejected: pointer_choice: {{.*}}[object-use]
// CHECK-REPORT-DAG: typed: stepped: long (long) [specialized, boxed] (its entry cannot be written: {{.*}})
// The object is kept, handed back, or compared.
// CHECK-REPORT-DAG: rejected: caches: {{.*}}, in 'cache' called from {{.*}}[object-escapes]
// CHECK-REPORT-DAG: rejected: hands_back: {{.*}}[returns-object]
// CHECK-REPORT-DAG: rejected: compares: {{.*}}, in 'is_module' called from {{.*}}[self-used]
// CHECK-REPORT-DAG: rejected: object_address: {{.*}}[object-escapes]
// An error that nobody looks at; a status and an exception that disagree.
// CHECK-REPORT-DAG: rejected: ignores: {{.*}}[result-with-error]
// CHECK-REPORT-DAG: rejected: both: {{.*}}[result-with-error]
// CHECK-REPORT-DAG: rejected: neither: {{.*}}[null-without-error]
// CHECK-REPORT-DAG: rejected: wrong_status: {{.*}}[null-without-error]
//
// PYTHON: assert m.aliased(3) == 5 and m.held(3) == 4 and m.punned(7) == -4294967289
// PYTHON: assert m.stepped(3) == 9 and m.moved(3) == 3 and m.whole_array(4) == 8

#include <Python.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)

static void two(PyObject *o, long *a, long *b) { *a = PyLong_AsLong(o); *b = 5; }
ONE(aliased) { long x = 0; two(o, &x, &x);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x); }

static long *keeper;
static void keep(long *p) { keeper = p; }
static void later(void) { ++*keeper; }
static void unbox_kept(PyObject *o, long *p) { *p = PyLong_AsLong(o); keep(p); }
ONE(held) { long x = 0; unbox_kept(o, &x);
  if (x == -1 && PyErr_Occurred()) return NULL;
  later();
  return PyLong_FromLong(x); }

static void add(PyObject *o, long *p) { *p += PyLong_AsLong(o); }
ONE(adds) { long x; add(o, &x); return PyLong_FromLong(x); }
static int set_if_positive(PyObject *o, long *p) { long v = PyLong_AsLong(o);
  if (v < 0) return 0;
  *p = v; return 1; }
ONE(sometimes) { long x; set_if_positive(o, &x); return PyLong_FromLong(x); }

static void low(PyObject *o, int *p) { *p = _PyLong_AsInt(o); }
ONE(punned) { long x = -1; low(o, (int *)&x); return PyLong_FromLong(x); }
static void one_on(PyObject *o, long *p) { long *q = p + 1; q[-1] = PyLong_AsLong(o); }
ONE(moved) { long x = 0; one_on(o, &x); return PyLong_FromLong(x); }
static void fill(PyObject *o, long *p) { p[0] = p[1] = PyLong_AsLong(o); }
ONE(whole_array) { long a[2] = {0, 0}; fill(o, a); return PyLong_FromLong(a[0] + a[1]); }
static void step(PyObject *o, long *p) { *p = PyLong_AsLong(o); p += 1; p[-1] = 9; }
ONE(stepped) { long x = 0; step(o, &x); return PyLong_FromLong(x); }
static void choose(PyObject *o, long *p, long *q) { long v = PyLong_AsLong(o);
  long *r = v > 0 ? p : q; *r = v; }
ONE(pointer_choice) { long x = 0, y = 0; choose(o, &x, &y); return PyLong_FromLong(x - y); }

static PyObject *cached;
static long cache(PyObject *o) { Py_INCREF(o); cached = o; return PyLong_AsLong(o); }
ONE(caches) { return PyLong_FromLong(cache(o)); }
static PyObject *back(PyObject *o) { return o; }
ONE(hands_back) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return back(o); }
static int is_module(PyObject *m, PyObject *o) { return m == o; }
ONE(compares) { return PyLong_FromLong(is_module(m, o) + PyLong_AsLong(o)); }
__attribute__((weak)) void hidden(PyObject **p) { *p = NULL; }
static void give(PyObject **p) { hidden(p); }
ONE(object_address) { PyObject *q = o; give(&q); return PyLong_FromLong(PyLong_AsLong(q)); }

static int checked(PyObject *o, long *p) { *p = PyLong_AsLong(o);
  if (*p < 0) { PyErr_SetString(PyExc_ValueError, "negative"); return -1; }
  return 0; }
ONE(ignores) { long x = 0; checked(o, &x); return PyLong_FromLong(x); }
static PyObject *set_and_return(long x) {
  PyErr_SetString(PyExc_ValueError, "always"); return PyLong_FromLong(x); }
ONE(both) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return set_and_return(x); }
static PyObject *just_null(long x) { return x > 0 ? PyLong_FromLong(x) : NULL; }
ONE(neither) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return just_null(x); }
static int fails_quietly(PyObject *o, long *p) { *p = PyLong_AsLong(o);
  return *p > 0 ? 0 : -1; }
ONE(wrong_status) { long x = 0; if (fails_quietly(o, &x) < 0) return NULL;
  return PyLong_FromLong(x); }

#define F(name) {#name, name, METH_O, NULL}
static PyMethodDef methods[] = {
    F(aliased), F(held), F(adds), F(sometimes), F(punned), F(moved), F(whole_array),
    F(pointer_choice), F(stepped), F(caches), F(hands_back), F(compares), F(object_address),
    F(ignores), F(both), F(neither), F(wrong_status),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "pointers", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_pointers(void) { return PyModule_Create(&definition); }
