// RUN: %check_unit %s
// PyArg_UnpackTuple hands objects out, which are unboxed one by one.
//
// CHECK-REPORT-DAG: typed: two: long (long, long) [direct, direct]
// CHECK-REPORT-DAG: typed: none: long (void) [specialized, direct]
// CHECK-REPORT-DAG: rejected: one_or_two: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: typed: with_default: long (long, long) [direct, direct]
// CHECK-REPORT-DAG: rejected: few: {{.*}}[format-mismatch]
// CHECK-REPORT-DAG: typed: many: long (long) [adapter, direct]
// CHECK-REPORT-DAG: rejected: kept: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: unused: {{.*}}[argument-not-unboxed]
// CHECK-REPORT-DAG: rejected: unknown: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: rejected: negative: {{.*}}[variable-arity]
//
// PYTHON: assert m.two(1, 2) == 3 and m.none() == 7
// PYTHON: assert m.one_or_two(1) == 1 and m.one_or_two(1, 2) == 3
// PYTHON: assert m.with_default(1) == 6 and m.with_default(1, 2) == 3
// PYTHON: for f, given in (m.two, (1,)), (m.two, (1, 2, 3)), (m.none, (1,)), (m.with_default, ()):
// PYTHON:     try: f(*given)
// PYTHON:     except TypeError as error: assert f.__name__ in str(error)
// PYTHON:     else: raise AssertionError(f)

#include <Python.h>

#define ALL(name) static PyObject *name(PyObject *module, PyObject *args)

static long add(long x, long y) { return x + y; }

ALL(two) {
  PyObject *a, *b;
  if (!PyArg_UnpackTuple(args, "two", 2, 2, &a, &b))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  long y = PyLong_AsLong(b);
  if (y == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(x, y));
}

ALL(none) {
  if (!PyArg_UnpackTuple(args, "none", 0, 0))
    return NULL;
  return PyLong_FromLong(7);
}

// Without the second argument something else is done than with any value of it.
ALL(one_or_two) {
  PyObject *a, *b = NULL;
  if (!PyArg_UnpackTuple(args, "one_or_two", 1, 2, &a, &b))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (!b)
    return PyLong_FromLong(x);
  long y = PyLong_AsLong(b);
  if (y == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(add(x, y), 0));
}

ALL(with_default) {
  PyObject *a, *b = NULL;
  long y = 5;
  if (!PyArg_UnpackTuple(args, "with_default", 1, 2, &a, &b))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (b) {
    y = PyLong_AsLong(b);
    if (y == -1 && PyErr_Occurred())
      return NULL;
  }
  return PyLong_FromLong(add(x, y));
}

// Two objects and room for one.
ALL(few) {
  PyObject *a;
  if (!PyArg_UnpackTuple(args, "few", 2, 2, &a))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(x, 1));
}

// One object and room for two: the second variable is never set, nor used.
ALL(many) {
  PyObject *a, *b;
  if (!PyArg_UnpackTuple(args, "many", 1, 1, &a, &b))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(x, 1));
}

static PyObject *global;
ALL(kept) {
  if (!PyArg_UnpackTuple(args, "kept", 1, 1, &global))
    return NULL;
  long x = PyLong_AsLong(global);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(x, 1));
}

ALL(unused) {
  PyObject *a, *b;
  if (!PyArg_UnpackTuple(args, "unused", 2, 2, &a, &b))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(x, 1));
}

static Py_ssize_t most = 1;
ALL(unknown) {
  PyObject *a;
  if (!PyArg_UnpackTuple(args, "unknown", 1, most, &a))
    return NULL;
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(x, 1));
}

// No number of arguments is less than none.
ALL(negative) {
  PyObject *a;
  if (!PyArg_UnpackTuple(args, "negative", -1, -1, &a))
    return NULL;
  return PyLong_FromLong(add(1, 1));
}

static PyMethodDef methods[] = {
    {"two", two, METH_VARARGS, NULL},
    {"none", none, METH_VARARGS, NULL},
    {"one_or_two", one_or_two, METH_VARARGS, NULL},
    {"with_default", with_default, METH_VARARGS, NULL},
    {"few", few, METH_VARARGS, NULL},
    {"many", many, METH_VARARGS, NULL},
    {"kept", kept, METH_VARARGS, NULL},
    {"unused", unused, METH_VARARGS, NULL},
    {"unknown", unknown, METH_VARARGS, NULL},
    {"negative", negative, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "unpack_tuple",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_unpack_tuple(void) { return PyModule_Create(&definition); }
