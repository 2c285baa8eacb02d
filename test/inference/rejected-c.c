// RUN: %check_unit %s -- -D_DEFAULT_SOURCE
// What the analysis does not follow in C. -D_DEFAULT_SOURCE is for lrand48.

#include <Python.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static long impl(long x) { return x; }
static long other(long x) { return x + 1; }
static long (*pointer)(long) = impl;

// CHECK-REPORT-DAG: rejected-c.c:[[#@LINE+7]]:{{[0-9]+}}: rejected: unset: {{.*}} [maybe-unset]
static PyObject *unset(PyObject *module, PyObject *arg) {
  long y, x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x > 0)
    y = x;
  return PyLong_FromLong(impl(y));
}

// Which function is called hangs on the argument: the wrapper's code is the
// entry, where both are seen; elsewhere nobody knows what it does.
// CHECK-REPORT-DAG: typed: either: long (long) [specialized, direct]
static PyObject *either(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x > 0 ? impl(x) : other(x));
}
// CHECK-REPORT-DAG: typed: pointed: long (long) [specialized, boxed] {{.*}}a call through a pointer
static PyObject *pointed(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(pointer(x));
}
static PyObject *box_one(long x) { return PyLong_FromLong(impl(x)); }
static PyObject *box_other(long x) { return PyLong_FromLong(other(x)); }
// CHECK-REPORT-DAG: rejected: boxers: different functions are called here [indirect-call]
static PyObject *boxers(PyObject *module, PyObject *arg) {
  PyObject *(*box)(long) = box_one;
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  for (int i = 0; i < 2; i++) {
    PyObject *boxed = box(x);
    if (i == 1)
      return boxed;
    box = box_other;
    Py_DECREF(boxed);
  }
  return NULL;
}
// An error that the implementation reports by a text in a buffer.
static int checked(long x, char *message) {
  if (x > 0)
    return 1;
  strcpy(message, "must be positive");
  return 0;
}
// CHECK-REPORT-DAG: typed: by_buffer: long (long) [adapter, direct]
static PyObject *by_buffer(PyObject *module, PyObject *arg) {
  char message[32] = "";
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (!checked(x, message)) {
    PyErr_SetString(PyExc_ValueError, message);
    return NULL;
  }
  return PyLong_FromLong(x);
}

// errno: typed, but not called directly.
// CHECK-REPORT-DAG: typed: with_errno: long (long) [adapter, gil] (uses errno: errno)
static long sets_errno(long x) {
  errno = x < 0 ? EDOM : 0;
  return x;
}
static PyObject *with_errno(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  x = sets_errno(x);
  if (errno)
    return PyErr_SetFromErrno(PyExc_ValueError);
  return PyLong_FromLong(x);
}

// CHECK-REPORT-DAG: rejected-c.c:[[#@LINE+5]]:3: rejected: assembly: {{.*}} [unsupported-c]
static PyObject *assembly(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  __asm__("" : "+r"(x));
  return PyLong_FromLong(impl(x));
}

// CHECK-REPORT-DAG: rejected-c.c:[[#@LINE+1]]:18: rejected: line: '__LINE__' in line [[#@LINE+5]] means something else in a copy [copy-unsafe]
static PyObject *line(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + __LINE__);
}

// State, and a function whose body is not seen: typed, but not called directly.
// CHECK-REPORT-DAG: typed: counter: long (long) [adapter, boxed] (uses state of the module: variable 'calls'; its entry cannot be written: a static variable of the wrapper)
static PyObject *counter(PyObject *module, PyObject *arg) {
  static long calls;
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x + ++calls));
}

// CHECK-REPORT-DAG: typed: unseen: long (void) [{{[a-z]+}}, boxed] (effects of a function that is not seen: call of 'a64l')
static PyObject *unseen(PyObject *module, PyObject *none) {
  return PyLong_FromLong(a64l("a"));
}

// CHECK-REPORT: 6 of 10 methods typed

static PyMethodDef methods[] = {
    {"either", either, METH_O, NULL},
    {"pointed", pointed, METH_O, NULL},
    {"boxers", boxers, METH_O, NULL},
    {"by_buffer", by_buffer, METH_O, NULL},
    {"unset", unset, METH_O, NULL},
    {"with_errno", with_errno, METH_O, NULL},
    {"assembly", assembly, METH_O, NULL},
    {"line", line, METH_O, NULL},
    {"counter", counter, METH_O, NULL},
    {"unseen", unseen, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "rejected_c", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_rejected_c(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.counter(1) == 2 and m.counter(1) == 3
// PYTHON: assert m.assembly(2) == 2
// PYTHON: assert m.either(1) == 1 and m.either(-1) == 0
// PYTHON: assert m.boxers(5) == 6
// PYTHON: try: m.by_buffer(-1); assert False
// PYTHON: except ValueError as error: assert str(error) == "must be positive"
