// RUN: %check_unit %s -- -I%S/Inputs -DGIVEN=3 -DOFTEN
// What was proved in one configuration is no proof for others. A compiler, who
// has only the one, gets all that is typed; sources that are to be kept get
// what holds in each of them.

#include <Python.h>
#include <limits.h>

#include "configurations.h"

#ifdef BIG
#define LIMIT 100
#else
#define LIMIT 10
#endif

static double times(double x, int k) { return x * k; }

static inline double part(double x) { return x * M_1_PI; }

// CHECK-REPORT-DAG: typed: fallback: {{.*}} [direct, direct]
static PyObject *fallback(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(part(x));
}

// CHECK-REPORT-DAG: typed: same: {{.*}} [adapter, direct]
static PyObject *same(PyObject *module, PyObject *arg) {
  plain_t x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(times(x, TEN));
}

// CHECK-REPORT-DAG: typed: same_default: {{.*}} [direct, direct]
static PyObject *same_default(PyObject *module, PyObject *args) {
  double x;
  int k = TEN;
  if (!PyArg_ParseTuple(args, "d|i", &x, &k))
    return NULL;
  return PyFloat_FromDouble(times(x, k));
}

// The number stays a name in a copy.
// CHECK-REPORT-DAG: typed: ranged: {{.*}} [adapter, direct]
static PyObject *ranged(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  if (x > INT_MAX) {
    PyErr_SetString(PyExc_ValueError, "too large");
    return NULL;
  }
  return PyFloat_FromDouble(times(x, 2));
}

// CHECK-REPORT-DAG: typed: limit: {{.*}} [adapter, direct]
static PyObject *limit(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(times(x, LIMIT));
}

// What other configurations add stands behind all that this one sees.
static const int added = 0
#ifdef ADDED
  + 1
#endif
  ;
// CHECK-REPORT-DAG: typed: constant: {{.*}} [specialized, direct]
static PyObject *constant(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  if (added) {
    PyErr_SetString(PyExc_ValueError, "added");
    return NULL;
  }
  return PyFloat_FromDouble(x);
}

// CHECK-REPORT-DAG: typed: given: {{.*}} [direct, direct]
static PyObject *given(PyObject *module, PyObject *args) {
  double x;
  int k = GIVEN;
  if (!PyArg_ParseTuple(args, "d|i", &x, &k))
    return NULL;
  return PyFloat_FromDouble(times(x, k));
}

// CHECK-REPORT-DAG: typed: machine: {{.*}} [direct, direct]
static PyObject *machine(PyObject *module, PyObject *args) {
  double x;
  int k = INT_MAX;
  if (!PyArg_ParseTuple(args, "d|i", &x, &k))
    return NULL;
  return PyFloat_FromDouble(times(x, k));
}

static long plus(long n, unsigned long k) { return n + (long)k; }

// CHECK-REPORT-DAG: typed: size: {{.*}} [adapter, direct]
static PyObject *size(PyObject *module, PyObject *arg) {
  long n = PyLong_AsLong(arg);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(plus(n, sizeof(long)));
}

// CHECK-REPORT-DAG: typed: wide: {{.*}} [direct, direct]
static PyObject *wide(PyObject *module, PyObject *args) {
  long n;
  unsigned long k = 5000000000UL;
  if (!PyArg_ParseTuple(args, "l|k", &n, &k))
    return NULL;
  return PyLong_FromLong(plus(n, k));
}

// CHECK-REPORT-DAG: typed: signs: {{.*}} [specialized, direct]
static PyObject *signs(PyObject *module, PyObject *args) {
  long n;
  if (!PyArg_ParseTuple(args, "l", &n))
    return NULL;
  if ((char)-1 < 0)
    return PyLong_FromLong(n);
  return PyLong_FromLong(-n);
}

// CHECK-REPORT-DAG: typed: long_range: {{.*}} [specialized, direct]
static PyObject *long_range(PyObject *module, PyObject *args) {
  long n;
  if (!PyArg_ParseTuple(args, "l", &n))
    return NULL;
  if ((long)4294967296LL)
    return PyLong_FromLong(n);
  return PyLong_FromLong(-n);
}

// CHECK-REPORT-DAG: typed: long_sign: {{.*}} [specialized, direct]
static PyObject *long_sign(PyObject *module, PyObject *args) {
  long n;
  if (!PyArg_ParseTuple(args, "l", &n))
    return NULL;
  if (-1L < 1U)
    return PyLong_FromLong(n);
  return PyLong_FromLong(-n);
}

// CHECK-REPORT-DAG: typed: branch: {{.*}} [direct, direct]
static PyObject *branch(PyObject *module, PyObject *args) {
  double x;
  int k = 1;
  if (!PyArg_ParseTuple(args, "d|i", &x, &k))
    return NULL;
#ifdef BIG
  x += 1;
#endif
  return PyFloat_FromDouble(times(x, k));
}

static double deep(double x) {
#ifdef BIG
  PyErr_Clear();
#endif
  return x;
}
static double shallow(double x) { return deep(x); }

// CHECK-REPORT-DAG: typed: transitive: {{.*}} [direct, direct]
static PyObject *transitive(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(shallow(x));
}

#ifdef BIG
static double either(double x) { PyErr_Clear(); return x; }
#else
static double either(double x) { return x; }
#endif

// CHECK-REPORT-DAG: typed: other_body: {{.*}} [direct, direct]
static PyObject *other_body(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(either(x));
}

static double sized_half(sized_t x) { return x / 2; }

// CHECK-REPORT-DAG: typed: other_type: {{.*}} [direct, direct]
static PyObject *other_type(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(sized_half(x));
}

static double named(double x) { return x; }
#ifdef BIG
#define named(x) (PyErr_Clear(), x)
#endif

// CHECK-REPORT-DAG: typed: becomes_macro: {{.*}} [direct, direct]
static PyObject *becomes_macro(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(named(x));
}

#ifdef OFTEN
static double often(double x) { return x; }
#else
static double often(double x) { PyErr_Clear(); return x; }
#endif
#undef OFTEN
#define OFTEN 1

// CHECK-REPORT-DAG: typed: same_words: {{.*}} [direct, direct]
#ifdef OFTEN
static PyObject *same_words(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(often(x));
}
#endif

// CHECK-REWRITE: {"limit", limit, METH_O, NULL},
// CHECK-REWRITE-NEXT: {"constant", constant, METH_O, NULL},
// CHECK-REWRITE-NEXT: {"given", given, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: {"machine", machine, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: {"size", size, METH_O, NULL},
// CHECK-REWRITE-NEXT: {"wide", wide, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: {"signs", signs, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: {"long_range", long_range, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: {"long_sign", long_sign, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: #ifdef OFTEN
// CHECK-REWRITE-NEXT: {"same_words", same_words, METH_O, NULL},
// CHECK-REWRITE-NEXT: #endif
// CHECK-REWRITE-NEXT: {"branch", branch, METH_VARARGS, NULL},
// CHECK-REWRITE-NEXT: {"transitive", transitive, METH_O, NULL},
// CHECK-REWRITE-NEXT: {"other_body", other_body, METH_O, NULL},
// CHECK-REWRITE-NEXT: {"other_type", other_type, METH_O, NULL},
// CHECK-REWRITE-NEXT: {"becomes_macro", becomes_macro, METH_O, NULL},
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD({{.*}}_fallback,
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD({{.*}}_same,
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD_FAST({{.*}}_same_default,
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD({{.*}}_ranged,
static PyMethodDef methods[] = {
    {"limit", limit, METH_O, NULL},
    {"constant", constant, METH_O, NULL},
    {"given", given, METH_VARARGS, NULL},
    {"machine", machine, METH_VARARGS, NULL},
    {"size", size, METH_O, NULL},
    {"wide", wide, METH_VARARGS, NULL},
    {"signs", signs, METH_VARARGS, NULL},
    {"long_range", long_range, METH_VARARGS, NULL},
    {"long_sign", long_sign, METH_VARARGS, NULL},
#ifdef OFTEN
    {"same_words", same_words, METH_O, NULL},
#endif
    {"branch", branch, METH_VARARGS, NULL},
    {"transitive", transitive, METH_O, NULL},
    {"other_body", other_body, METH_O, NULL},
    {"other_type", other_type, METH_O, NULL},
    {"becomes_macro", becomes_macro, METH_O, NULL},
    {"fallback", fallback, METH_O, NULL},
    {"same", same, METH_O, NULL},
    {"same_default", same_default, METH_VARARGS, NULL},
    {"ranged", ranged, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "configurations", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_configurations(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.same(1.5) == m.same_default(1.5) == 15.0

// RUN: cd %t.dir/before && %status 2 %pyunbox rewrite --check configurations.c -- -DGIVEN=3 -DOFTEN -I%python-include -I%S/Inputs 2>%t.txt
// RUN: FileCheck --check-prefix=LEFT %s < %t.txt
// LEFT: .limit is left alone: another configuration may define the macro 'LIMIT' otherwise (configurations.c:[[#]])
// LEFT: .constant is left alone: the code that begins here holds a preprocessor conditional
// LEFT: .given is left alone: another configuration may define the macro 'GIVEN' otherwise
// LEFT: .machine is left alone: another machine may have another 'INT_MAX' (configurations.c:[[#]])
// LEFT: .size is left alone: another machine may have another size for this
// LEFT: .wide is left alone: the default of 'k' may be another number on another machine
// LEFT: .signs is left alone: another machine may give this type another range
// LEFT: .long_range is left alone: another machine may give this type another range
// LEFT: .long_sign is left alone: another machine may give this type another range
// LEFT: .same_words is left alone: 'often' stands under a preprocessor condition that the row does not stand under
// LEFT: .branch is left alone: the code that begins here holds a preprocessor conditional
// LEFT: .transitive is left alone: the code that begins here holds a preprocessor conditional
// LEFT: .other_body is left alone: 'either' stands under a preprocessor condition that the row does not stand under
// LEFT: .other_type is left alone: 'sized_t' stands under {{.*}}configurations.h:[[#]])
// LEFT: .becomes_macro is left alone: another configuration may define 'named' as a macro (configurations.c:[[#]])
// LEFT-NOT: left alone

// RUN: cd %t.dir/before && %engine unit --source configurations.c --output %t.c -- %cc -c -DGIVEN=3 -DOFTEN -I%python-include -I%S/Inputs configurations.c
// RUN: FileCheck --check-prefix=COMPILED %s < %t.c
// COMPILED-COUNT-19: PYUNBOX_METHOD{{(_FAST)?}}(
