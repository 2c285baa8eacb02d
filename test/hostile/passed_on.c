// RUN: %check_unit %s
// Wrappers that seem to pass their arguments on and no more.
//
// The sign of a zero.
// CHECK-REPORT-DAG: typed: zero: double (double) [adapter, direct]
// CHECK-REWRITE-DAG: mix(pyunbox_{{[a-z0-9]+}}, (double)-0.0)
// One argument unboxed in another way, or not at all as far as it is passed on.
// CHECK-REPORT-DAG: rejected: narrower: {{.*}}[argument-types]
// CHECK-REPORT-DAG: rejected: other_type: {{.*}}[argument-types]
// Parsers that differ in names, or in what has a place.
// CHECK-REPORT-DAG: rejected: names: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: rejected: places: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: rejected: nameless: {{.*}}[keywords-unknown]
// An omitted argument keeps what another one wrote.
// CHECK-REPORT-DAG: rejected: twice: {{.*}}[format-target]
// self in a type; a parameter that must not be NULL.
// CHECK-REPORT-DAG: rejected: in_type: {{.*}}[self-used]
// CHECK-REPORT-DAG: rejected: nonnull: {{.*}}[self-used]
// A number of arguments that is none.
// CHECK-REPORT-DAG: rejected: counted: {{.*}}
// CHECK-REPORT-DAG: rejected: increments: {{.*}}[maybe-unset]
// CHECK-REPORT-DAG: rejected: old_style: {{.*}}[format-mismatch]
// The implementation has a parameter's name; a constant is a bool.
// CHECK-REPORT-DAG: typed: named: double (double) [adapter, direct]
// CHECK-REPORT-DAG: typed: flag: double (double) [adapter, direct]

#include <Python.h>
#include <math.h>
static double mix(double a, double b) { return copysign(a, b); }
static long f(long a, long b) { return 10 * a + b; }
#define REAL(v, o) \
  v = PyFloat_AsDouble(o); \
  if (v == -1 && PyErr_Occurred()) return NULL
#define INT(v, o) \
  v = PyLong_AsLong(o); \
  if (v == -1 && PyErr_Occurred()) return NULL
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)
#define SOME(name) \
  static PyObject *name(PyObject *m, PyObject *const *args, Py_ssize_t nargs)
#define NAMED(name) \
  static PyObject *name(PyObject *m, PyObject *args, PyObject *keywords)
#define COUNT(n, least, most) \
  if (n < least || n > most) { PyErr_SetNone(PyExc_TypeError); return NULL; }

ONE(zero) { double x; REAL(x, o); return PyFloat_FromDouble(mix(x, -0.0)); }
SOME(narrower) { long a, b = 7; COUNT(nargs, 1, 2)
  if (nargs == 1) { INT(a, args[0]); if (_PyLong_AsInt(args[0]) == -1 && PyErr_Occurred()) return NULL; }
  else { INT(a, args[0]); INT(b, args[1]); }
  return PyLong_FromLong(f(a, b)); }
SOME(other_type) { double d; long b = 7; COUNT(nargs, 1, 2)
  if (nargs == 1) { INT(b, args[0]); b = 7; }
  else { REAL(d, args[0]); (void)d; INT(b, args[1]); }
  return PyLong_FromLong(f(3, b)); }
NAMED(names) { static char *one[] = {"a", "b", NULL}, *two[] = {"c", "d", NULL};
  long a, b;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "ll", one, &a, &b) ||
      !PyArg_ParseTupleAndKeywords(args, keywords, "ll", two, &a, &b)) return NULL;
  return PyLong_FromLong(f(a, b)); }
NAMED(places) { static char *one[] = {"a", "b", NULL};
  long a = 0, b = 0;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "l|$l", one, &a, &b) ||
      !PyArg_ParseTupleAndKeywords(args, keywords, "l|l", one, &a, &b)) return NULL;
  return PyLong_FromLong(f(a, b)); }
NAMED(nameless) { static char *one[] = {"a", "", NULL}; long a, b;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "ll", one, &a, &b)) return NULL;
  return PyLong_FromLong(f(a, b)); }
static PyObject *twice(PyObject *m, PyObject *args) { long x = 5;
  if (!PyArg_ParseTuple(args, "l|l", &x, &x)) return NULL;
  return PyLong_FromLong(f(x, 1)); }
static long vla(PyObject *m, long n, char (*a)[m ? 3 : 4]) { return (long)sizeof *a + n; }
ONE(in_type) { long x; INT(x, o); return PyLong_FromLong(vla(m, x, NULL)); }
__attribute__((nonnull(1))) static long strict(PyObject *m, long n) { return n; }
ONE(nonnull) { long x; INT(x, o); return PyLong_FromLong(strict(m, x)); }
ONE(counted) { size_t u = PyLong_AsSize_t(o);
  if (u == (size_t)-1 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(PyVectorcall_NARGS(u)); }
ONE(increments) { long x; int i; INT(x, o); i++; (void)i; return PyLong_FromLong(f(x, 1)); }
ONE(old_style) { long x = 4; if (!PyArg_Parse(o, "|l", &x)) return NULL;
  return PyLong_FromLong(f(x, 1)); }
static double pyunbox_o(double x, double y) { return x * y; }
ONE(named) { double x; REAL(x, o); return PyFloat_FromDouble(pyunbox_o(x, 2)); }
static double flagged(double x, _Bool b) { return b ? x : -x; }
ONE(flag) { double x; REAL(x, o); return PyFloat_FromDouble(flagged(x, 1)); }

#define F(name, flags) {#name, (PyCFunction)(void (*)(void))name, flags, NULL}
static PyMethodDef methods[] = {
    F(zero, METH_O), F(narrower, METH_FASTCALL), F(other_type, METH_FASTCALL),
    F(names, METH_VARARGS | METH_KEYWORDS), F(places, METH_VARARGS | METH_KEYWORDS),
    F(nameless, METH_VARARGS | METH_KEYWORDS), F(twice, METH_VARARGS),
    F(in_type, METH_O), F(nonnull, METH_O), F(counted, METH_O),
    F(increments, METH_O), F(old_style, METH_O), F(named, METH_O),
    F(flag, METH_O),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
