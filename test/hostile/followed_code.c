// RUN: %check_unit %s
// Helpers whose code is more, or is called in another way, than it seems.
//
// What a helper does beyond computing counts.
// CHECK-REPORT-DAG: typed: counts: long (long) [adapter, boxed] (uses state of the module: {{.*}})
// CHECK-REPORT-DAG: typed: errs: long (long) [adapter, boxed] (uses errno: {{.*}})
// CHECK-REPORT-DAG: typed: flags: long (long) [adapter, boxed] (uses {{.*}})
// CHECK-REPORT-DAG: typed: releases: long (long) [adapter, boxed] (it releases the GIL, {{.*}})
// CHECK-REPORT-DAG: rejected: clears: {{.*}}, in 'clear' called from {{.*}}[error-handling]
// CHECK-REPORT-DAG: rejected: jumps: {{.*}}, in 'jump' called from {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: cleans: {{.*}}, in 'clean' called from {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: assembles: {{.*}}, in 'assemble' called from {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: rejected: selfish: {{.*}}, in 'uses_self' called from {{.*}}[self-used]
// CHECK-REPORT-DAG: rejected: identity: {{.*}}, in 'by_compiler' called from {{.*}}[compiler-identity]
// CHECK-REPORT-DAG: typed: lined: long (long) [adapter, boxed] (its entry cannot be written: '__LINE__' {{.*}})
// No helper, but itself; one whose arguments vary.
// CHECK-REPORT-DAG: rejected: endless: {{.*}} calls itself, in 'forever' called from {{.*}}[object-argument]
// CHECK-REPORT-DAG: rejected: varies: {{.*}} arguments vary [object-argument]
// CHECK-REPORT-DAG: rejected: replaced: {{.*}} may take its place [object-argument]
// Functions that are not the one that is known.
// CHECK-REPORT-DAG: typed: either: long (long) [adapter, boxed] ({{.*}} a call through a pointer{{.*}})
// CHECK-REPORT-DAG: typed: miscast: long (long) [adapter, boxed] ({{.*}} a call through a pointer{{.*}})
// CHECK-REPORT-DAG: typed: assigned: long (long) [adapter, boxed] ({{.*}} a call through a pointer{{.*}})
// An old-style definition is as good as another.
// CHECK-REPORT-DAG: typed: old_style: long (long) [specialized, direct]
// Self, which an entry has not, decides.
// CHECK-REPORT-DAG: rejected: needs_self: {{.*}}[self-used]
// Parameters in another order, changed, their address taken, a constant.
// CHECK-REPORT-DAG: typed: swapped: long (long, long) [adapter, direct]
// CHECK-REWRITE: static long pyunbox_entry_swapped(long pyunbox_a, long pyunbox_b) {
// CHECK-REWRITE-NEXT: long a = pyunbox_b;
// CHECK-REWRITE-NEXT: long b = pyunbox_a;
// CHECK-REWRITE: static long pyunbox_entry_constant(
// CHECK-REWRITE: long b = 7;
// CHECK-REPORT-DAG: typed: changed: long (long) [adapter, direct]
// CHECK-REWRITE: x *= 2;
// CHECK-REPORT-DAG: typed: addressed: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: constant: long (long) [adapter, direct]
// The wrapper does more than to call the helper: the entry is not the helper.
// CHECK-REPORT-DAG: typed: before: long (long) [specialized, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: typed: between: long (long) [adapter, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: typed: chooses: long (long) [specialized, boxed] (its entry cannot be written: {{.*}})
// CHECK-REPORT-DAG: rejected: loops: {{.*}}[null-without-error]
// CHECK-REPORT-DAG: rejected: inverts: {{.*}}[object-use]
// CHECK-REPORT-DAG: rejected: throws_away: {{.*}}[object-use]
//
// PYTHON: assert m.swapped(1, 5) == 4 and m.changed(4) == 8 and m.addressed(4) == 4
// PYTHON: assert m.constant(1) == -6 and m.before(1) == 1 and m.between(1) == 2
// PYTHON: assert m.chooses(3) == 3 and m.chooses(-3) == 3 and m.loops(7) == 2
// PYTHON: assert m.inverts(3) is False and m.inverts(-3) is True

#include <Python.h>
#include <errno.h>
#include <setjmp.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)
#define UNBOX long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
#define PASS(name, helper) ONE(name) { UNBOX return helper(x); }

static PyObject *count(long x) { static long n; return PyLong_FromLong(x + n++); }
PASS(counts, count)
static PyObject *err(long x) { errno = 3; return PyLong_FromLong(x); }
PASS(errs, err)
static volatile int flagged;
static PyObject *flag(long x) { return PyLong_FromLong(flagged ? x : 0); }
PASS(flags, flag)
static PyObject *release(long x) { Py_BEGIN_ALLOW_THREADS x++; Py_END_ALLOW_THREADS
  return PyLong_FromLong(x); }
PASS(releases, release)
static PyObject *clear(long x) { PyErr_Clear(); return PyLong_FromLong(x); }
PASS(clears, clear)
static jmp_buf buffer;
static PyObject *jump(long x) { if (setjmp(buffer)) return PyLong_FromLong(1);
  return PyLong_FromLong(x); }
PASS(jumps, jump)
static void tidy(long *p) { *p = 0; }
static PyObject *clean(long x) { __attribute__((cleanup(tidy))) long y = x;
  return PyLong_FromLong(y); }
PASS(cleans, clean)
static PyObject *assemble(long x) { __asm__("" : "+r"(x)); return PyLong_FromLong(x); }
PASS(assembles, assemble)
static PyObject *uses_self(PyObject *m, long x) { return PyLong_FromLong(x + (m == Py_None)); }
ONE(selfish) { UNBOX return uses_self(m, x); }
static PyObject *by_compiler(long x) {
#ifdef __clang__
  x++;
#endif
  return PyLong_FromLong(x); }
PASS(identity, by_compiler)
static PyObject *line(long x) { return PyLong_FromLong(x + __LINE__); }
PASS(lined, line)

static PyObject *forever(PyObject *o, long n) {
  return n ? forever(o, n - 1) : PyLong_FromLong(PyLong_AsLong(o)); }
ONE(endless) { return forever(o, 3); }
static long vary(PyObject *o, ...) { return PyLong_AsLong(o); }
ONE(varies) { return PyLong_FromLong(vary(o, 1)); }
static long knr(o) PyObject *o; { return PyLong_AsLong(o); }
ONE(old_style) { return PyLong_FromLong(knr(o)); }
__attribute__((weak)) long weak(PyObject *o) { return PyLong_AsLong(o); }
ONE(replaced) { return PyLong_FromLong(weak(o)); }

static long half(long x) { return x / 2; }
static long twice(long x) { return 2 * x; }
static int narrow(int x) { return x; }
static PyObject *apply(long x, long (*f)(long)) { return PyLong_FromLong(f(x)); }
ONE(either) { UNBOX return apply(x, x > 3 ? half : twice); }
ONE(miscast) { UNBOX return apply(x, (long (*)(long))(void (*)(void))narrow); }
static PyObject *reassigns(long x, long (*f)(long)) {
  if (x > 5) f = twice;
  return PyLong_FromLong(f(x)); }
ONE(assigned) { UNBOX return reassigns(x, half); }

static long with_self(PyObject *m, long x, long (*f)(long)) { return m ? f(x) : -1; }
ONE(needs_self) { UNBOX return PyLong_FromLong(with_self(m, x, half)); }
static PyObject *minus(long a, long b) { return PyLong_FromLong(a - b); }
static PyObject *swapped(PyObject *m, PyObject *args) { long a, b;
  if (!PyArg_ParseTuple(args, "ll", &a, &b)) return NULL;
  return minus(b, a); }
static PyObject *change(long x) { x *= 2; return PyLong_FromLong(x); }
PASS(changed, change)
static PyObject *address(long x) { long *p = &x; return PyLong_FromLong(*p); }
PASS(addressed, address)
ONE(constant) { UNBOX return minus(x, 7); }

static PyObject *plain(long x) { return PyLong_FromLong(x); }
ONE(before) { UNBOX
  if (x > 9) { PyErr_SetString(PyExc_ValueError, "too large"); return NULL; }
  return plain(x); }
ONE(between) { UNBOX return plain(x + 1); }
static PyObject *negative(long x) { return PyLong_FromLong(-x); }
ONE(chooses) { UNBOX if (x < 0) return negative(x); return plain(x); }
ONE(loops) { UNBOX PyObject *r = NULL;
  for (long i = 0; i < 3; i++) r = plain(i);
  return r; }
static PyObject *positive(long x) { if (x > 0) Py_RETURN_TRUE; Py_RETURN_FALSE; }
ONE(inverts) { UNBOX
  if (positive(x) == Py_True) Py_RETURN_FALSE;
  Py_RETURN_TRUE; }
ONE(throws_away) { UNBOX PyObject *r = plain(x); Py_XDECREF(r); Py_RETURN_NONE; }

#define F(name) {#name, name, METH_O, NULL}
static PyMethodDef methods[] = {
    F(counts), F(errs), F(flags), F(releases), F(clears), F(jumps), F(cleans),
    F(assembles), F(selfish), F(identity), F(lined), F(endless), F(varies),
    F(old_style), F(replaced), F(either), F(miscast), F(assigned),
    {"swapped", swapped, METH_VARARGS, NULL}, F(changed), F(addressed), F(constant),
    F(before), F(between), F(chooses), F(needs_self), F(loops), F(inverts), F(throws_away),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "code", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_code(void) { return PyModule_Create(&definition); }
