// RUN: %check_unit %s
// Helpers that get or return objects are followed.
//
// PYTHON: assert m.scaled(2.0, 3.0) == 6.0
// PYTHON: assert m.parity(4) is True and m.parity(5) is False
// PYTHON: assert m.nothing(4) is None
// PYTHON: assert m.parsed(7, 0.5) == 3.5
// PYTHON: assert m.status(7) == 14
// PYTHON: assert m.by_pointer(0.0) == 0.0
// PYTHON: assert m.shared_half(5) == 2 and m.shared_twice(5) == 10
// PYTHON: assert m.defaulted(1.0) == 11.0 and m.defaulted(1.0, 2.0) == 3.0
// PYTHON: assert m.raising(3) == 3 and m.raising_null(3) == 3

#include <Python.h>
#include <math.h>

// The implementation boxes its result itself: the entry is what is left of it.
// CHECK-REPORT-DAG: typed: scaled: double (double, double) [adapter, direct]
// CHECK-REWRITE: static double pyunbox_entry_scaled(double pyunbox_x, double pyunbox_factor) {
// CHECK-REWRITE-NEXT: double x = pyunbox_x;
// CHECK-REWRITE-NEXT: double factor = pyunbox_factor;
// CHECK-REWRITE: if (isnan(x))
// CHECK-REWRITE-NEXT: return x;
// CHECK-REWRITE: return PYUNBOX_BAIL;
// CHECK-REWRITE: return x * factor;
static PyObject *scaled_impl(PyObject *module, double x, double factor) {
  if (isnan(x))
    return PyFloat_FromDouble(x);
  if (factor < 0) {
    PyErr_SetString(PyExc_ValueError, "negative factor");
    return NULL;
  }
  return PyFloat_FromDouble(x * factor);
}
static PyObject *scaled(PyObject *module, PyObject *args) {
  PyObject *return_value = NULL;
  double x, factor;
  if (!PyArg_ParseTuple(args, "dd", &x, &factor))
    goto exit;
  return_value = scaled_impl(module, x, factor);
exit:
  return return_value;
}

// ... a bool, and None.
// CHECK-REPORT-DAG: typed: parity: int (long) [adapter, direct]
static PyObject *parity_impl(long x) {
  if (x % 2)
    Py_RETURN_FALSE;
  Py_RETURN_TRUE;
}
static PyObject *parity(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return parity_impl(x);
}
// CHECK-REPORT-DAG: typed: nothing: int (long) [adapter, direct]
static PyObject *nothing_impl(long x) {
  if (x > 100) {
    PyErr_SetNone(PyExc_ValueError);
    return NULL;
  }
  Py_RETURN_NONE;
}
static PyObject *nothing(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return nothing_impl(x);
}

// An unboxing helper of the file's own becomes assignments.
// CHECK-REPORT-DAG: typed: parsed: double (int, double) [specialized, direct]
// CHECK-REWRITE: static double pyunbox_entry_parsed(int pyunbox_n, double pyunbox_x) {
// CHECK-REWRITE: n = pyunbox_n;
// CHECK-REWRITE-NEXT: x = pyunbox_x;
// CHECK-REWRITE-NOT: parse_args
// CHECK-REWRITE: return n * x;
static int parse_args(PyObject *args, int *n, double *x) {
  return PyArg_ParseTuple(args, "id", n, x);
}
static PyObject *parsed(PyObject *module, PyObject *args) {
  int n;
  double x;
  if (!parse_args(args, &n, &x))
    return NULL;
  return PyFloat_FromDouble(n * x);
}

// ... also one that returns a status, with the exception set.
// CHECK-REPORT-DAG: typed: status: {{.*}} (long) [specialized, direct]
static int to_long(PyObject *object, long *value) {
  *value = PyLong_AsLong(object);
  if (*value == -1 && PyErr_Occurred())
    return -1;
  return 0;
}
static PyObject *status(PyObject *module, PyObject *arg) {
  long value = 0;
  if (to_long(arg, &value) < 0)
    return NULL;
  return PyLong_FromLong(2 * value);
}

// A function as an argument of a shared helper; one that is declared after the
// helper has no name in a copy of it.
// CHECK-REPORT-DAG: typed: by_pointer: double (double) [specialized, direct]
// CHECK-REWRITE: static double pyunbox_entry_by_pointer(
// CHECK-REWRITE: return sin(x);
// CHECK-REPORT-DAG: typed: shared_half: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: shared_twice: long (long) [direct, direct]
static PyObject *apply(PyObject *arg, double (*function)(double)) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble((*function)(x));
}
static PyObject *by_pointer(PyObject *module, PyObject *arg) { return apply(arg, sin); }
// CHECK-REPORT-DAG: typed: later: double (double) [adapter, boxed] (its entry cannot be written: a function is called here that has no name in a copy)
static PyObject *checked(PyObject *arg, double (*function)(double)) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  if (function(x) < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyFloat_FromDouble(x);
}
static double after(double x) { return x + 1; }
static PyObject *later(PyObject *module, PyObject *arg) { return checked(arg, after); }
static long half(long x) { return x / 2; }
static long twice(long x) { return 2 * x; }
static PyObject *apply_long(PyObject *arg, long (*function)(long)) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(function(x));
}
static PyObject *shared_half(PyObject *module, PyObject *arg) { return apply_long(arg, half); }
static PyObject *shared_twice(PyObject *module, PyObject *arg) { return apply_long(arg, twice); }

// Omitted arguments: the followed function gets the default.
// CHECK-REPORT-DAG: typed: defaulted: double (double, double) [adapter, direct]
static PyObject *defaulted_impl(double x, double y) { return PyFloat_FromDouble(x + y); }
static PyObject *defaulted(PyObject *module, PyObject *const *args, Py_ssize_t nargs) {
  double x, y = 10.0;
  if (nargs < 1 || nargs > 2) {
    PyErr_SetString(PyExc_TypeError, "one or two arguments");
    return NULL;
  }
  x = PyFloat_AsDouble(args[0]);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  if (nargs < 2)
    goto skip;
  y = PyFloat_AsDouble(args[1]);
  if (y == -1.0 && PyErr_Occurred())
    return NULL;
skip:
  return defaulted_impl(x, y);
}

// Helpers that raise: through a void function, and through one that returns NULL.
// CHECK-REPORT-DAG: typed: raising: {{.*}} (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: raising_null: {{.*}} (long) [specialized, direct]
static void fail(PyObject *type, const char *text) { PyErr_SetString(type, text); }
static PyObject *fail_null(const char *text) {
  PyErr_SetString(PyExc_ValueError, text);
  return NULL;
}
static PyObject *raising(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x < 0) {
    fail(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyLong_FromLong(x);
}
static PyObject *raising_null(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x < 0)
    return fail_null("negative");
  return PyLong_FromLong(x);
}

// What stands against a helper is reported there, with the way to it.
// CHECK-REPORT-DAG: followed.c:[[#@LINE+3]]:3: rejected: stores: an object is stored outside the wrapper's own variables, in 'keep' called from line [[#@LINE+7]] [object-escapes]
static PyObject *kept;
static long keep(PyObject *object) {
  kept = object;
  return 1;
}
static PyObject *stores(PyObject *module, PyObject *arg) {
  return PyLong_FromLong(keep(arg) + PyLong_AsLong(arg));
}

#define F(name, flags) {#name, (PyCFunction)(void (*)(void))name, flags, NULL}
static PyMethodDef methods[] = {
    F(scaled, METH_VARARGS), F(parity, METH_O),     F(nothing, METH_O),
    F(parsed, METH_VARARGS), F(status, METH_O),     F(by_pointer, METH_O),
    F(shared_half, METH_O),  F(shared_twice, METH_O),
    F(defaulted, METH_FASTCALL), F(raising, METH_O), F(raising_null, METH_O),
    F(stores, METH_O), F(later, METH_O),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "followed", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_followed(void) { return PyModule_Create(&definition); }
