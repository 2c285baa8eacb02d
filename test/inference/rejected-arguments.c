// RUN: %check_unit %s
// Arguments that cannot be carried as C values, each with the place that shows it.

#include <Python.h>

static long impl(long x) { return x; }
static int add(int x, int y) { return x + y; }

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+4]]:8: rejected: text: format unit 'e' of "es" does not unbox a C scalar, text or buffer [format-unit]
static PyObject *text(PyObject *module, PyObject *args) {
  char *x = NULL;
  long n = 1;
  if (!PyArg_ParseTuple(args, "es", "utf-8", &x))
    return NULL;
  PyMem_Free(x);
  return PyLong_FromLong(impl(n));
}

// An argument that has no place is passed by keyword only.
// CHECK-REPORT-DAG: typed: keyword_only: int (int, int) [direct, direct]
static PyObject *keyword_only(PyObject *module, PyObject *args, PyObject *kw) {
  static char *names[] = {"x", "y", NULL}; int x = 0, y = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kw, "|i$i", names, &x, &y))
    return NULL;
  return PyLong_FromLong(add(x, y));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+4]]:8: rejected: format: the format string is not a literal [format-unknown]
static const char *changing = "l";
static PyObject *format(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, changing, &x))
    return NULL;
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+3]]:8: rejected: mismatch: format unit 'i' does not match 'x' of type 'long' [format-mismatch]
static PyObject *mismatch(PyObject *module, PyObject *args) {
  long x = 0;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+3]]:8: rejected: too_many: "l" does not fit the number of variables [format-mismatch]
static PyObject *too_many(PyObject *module, PyObject *args) {
  long x, y = 0;
  if (!PyArg_ParseTuple(args, "l", &x, &y))
    return NULL;
  return PyLong_FromLong(impl(x + y));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+4]]:8: rejected: target: argument 1 is not parsed into a local variable [format-target]
static long global;
static PyObject *target(PyObject *module, PyObject *args) {
  (void)impl;
  if (!PyArg_ParseTuple(args, "l", &global))
    return NULL;
  return PyLong_FromLong(impl(global));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+3]]:8: rejected: no_default: optional argument 'y' has no constant default [default-unknown]
static PyObject *no_default(PyObject *module, PyObject *args) {
  int x, y;
  if (!PyArg_ParseTuple(args, "i|i", &x, &y))
    return NULL;
  return PyLong_FromLong(add(x, x));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+4]]:8: rejected: names: the keyword list {{.*}} [keywords-unknown]
static char *shared[] = {"x", NULL};
static PyObject *names(PyObject *module, PyObject *args, PyObject *kw) {
  long x;
  if (!PyArg_ParseTupleAndKeywords(args, kw, "l", shared, &x))
    return NULL;
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+1]]:18: rejected: unused: argument 1 is never unboxed to a C value [argument-not-unboxed]
static PyObject *unused(PyObject *module, PyObject *arg) {
  return PyLong_FromLong(impl(1));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+6]]:14: rejected: two_ways: argument 1 is unboxed by 'PyFloat_AsDouble' here and by 'PyLong_AsLong' elsewhere [argument-types]
static PyObject *two_ways(PyObject *module, PyObject *arg) {
  double y;
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  y = 0.5 * (PyFloat_AsDouble(arg));
  return PyFloat_FromDouble(y + (double)impl(x));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+1]]:18: rejected: one_or_two: 1 arguments are accepted, and 2 [variable-arity]
static PyObject *one_or_two(PyObject *module, PyObject *const *args,
                            Py_ssize_t nargs) {
  long x, y = 0;
  if (nargs < 1 || nargs > 2) {
    PyErr_SetString(PyExc_TypeError, "one or two arguments, please");
    return NULL;
  }
  x = PyLong_AsLong(args[0]);
  if (nargs > 1)
    y = PyLong_AsLong(args[1]);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x + y));
}

// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+1]]:18: rejected: never: no number of arguments leads to a result [arity-never]
static PyObject *never(PyObject *module, PyObject *const *args,
                       Py_ssize_t nargs) {
  if (nargs >= 0) {
    PyErr_SetString(PyExc_TypeError, "never");
    return NULL;
  }
  return PyLong_FromLong(impl(1));
}

// Nobody looks whether there is an argument.
// CHECK-REPORT-DAG: rejected-arguments.c:{{.*}} rejected: uncounted: {{.*}} [variable-arity]
static PyObject *uncounted(PyObject *module, PyObject *const *args,
                           Py_ssize_t nargs) {
  long x = PyLong_AsLong(args[0]);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x));
}

// What stops the analysis before any return of a result is the reason, not that
// no such return was seen.
static int parse(PyObject *const *args, Py_ssize_t nargs, Py_buffer *view) {
  view->obj = NULL;
  if (nargs == 1)
    return PyObject_GetBuffer(args[0], view, PyBUF_SIMPLE);
  PyErr_SetString(PyExc_TypeError, "one, please");
  return -1;
}
// CHECK-REPORT-DAG: rejected-arguments.c:{{.*}} rejected: by_helper: {{.*}} [buffer-use]
static PyObject *by_helper(PyObject *module, PyObject *const *args,
                           Py_ssize_t nargs) {
  Py_buffer view;
  long length;
  if (parse(args, nargs, &view) < 0)
    return NULL;
  length = (long)view.len;
  PyBuffer_Release(&view);
  return PyLong_FromLong(impl(length));
}

static int perhaps(PyObject *arg, Py_buffer *view) {
  if (PyBytes_Check(arg))
    return 0;
  return PyObject_GetBuffer(arg, view, PyBUF_SIMPLE);
}
// CHECK-REPORT-DAG: rejected-arguments.c:[[#@LINE+6]]:{{.*}} rejected: half_filled: 'len' of a Py_buffer is used where it is not known [buffer-use]
static PyObject *half_filled(PyObject *module, PyObject *arg) {
  Py_buffer view;
  long length;
  if (perhaps(arg, &view) < 0)
    return NULL;
  length = (long)view.len;
  PyBuffer_Release(&view);
  return PyLong_FromLong(impl(length));
}

// CHECK-REPORT: 1 of 15 methods typed

static PyMethodDef methods[] = {
    {"text", text, METH_VARARGS, NULL},
    {"keyword_only", (PyCFunction)(void (*)(void))keyword_only, METH_VARARGS | METH_KEYWORDS, NULL},
    {"format", format, METH_VARARGS, NULL},
    {"mismatch", mismatch, METH_VARARGS, NULL},
    {"too_many", too_many, METH_VARARGS, NULL},
    {"target", target, METH_VARARGS, NULL},
    {"no_default", no_default, METH_VARARGS, NULL},
    {"names", (PyCFunction)(void (*)(void))names, METH_VARARGS | METH_KEYWORDS, NULL},
    {"unused", unused, METH_O, NULL},
    {"two_ways", two_ways, METH_O, NULL},
    {"one_or_two", (PyCFunction)(void (*)(void))one_or_two, METH_FASTCALL, NULL},
    {"never", (PyCFunction)(void (*)(void))never, METH_FASTCALL, NULL},
    {"uncounted", (PyCFunction)(void (*)(void))uncounted, METH_FASTCALL, NULL},
    {"half_filled", half_filled, METH_O, NULL},
    {"by_helper", (PyCFunction)(void (*)(void))by_helper, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "rejected_arguments", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_rejected_arguments(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.one_or_two(40, 2) == 42 and m.text("x") == 1
// PYTHON: assert m.keyword_only(1, y=2) == 3
