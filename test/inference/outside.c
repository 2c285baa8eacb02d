// RUN: %check_unit %s
// What goes on outside of what is seen: other threads, functions behind
// pointers, the interpreter's own doings; and arguments that nobody looks at.

#include <Python.h>

static long impl(long x) { return x + 1; }
static long state;
static long counted(long x) { return x + ++state; }

// The GIL is released around the call. A typed call holds none anyway.
// CHECK-REPORT-DAG: typed: released: long (long) [direct, direct]
static PyObject *released(PyObject *module, PyObject *arg) {
  long result, x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  result = impl(x);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(result);
}

// CHECK-REPORT-DAG: typed: released_state: long (long) [direct, gil] (uses state of the module: variable 'state')
static PyObject *released_state(PyObject *module, PyObject *arg) {
  long result, x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  result = counted(x);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(result);
}

// CHECK-REPORT-DAG: typed: released_raises: long (long) [adapter, gil] (it releases the GIL
static PyObject *released_raises(PyObject *module, PyObject *arg) {
  long result, x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  result = impl(x);
  Py_END_ALLOW_THREADS
  if (result < 0)
    return PyErr_Format(PyExc_ValueError, "%ld", result);
  return PyLong_FromLong(result);
}

// CHECK-REPORT-DAG: typed: pointed: long (long) [adapter, boxed] (effects of a function that is not seen: a call through a pointer)
static long (*pointer)(long) = impl;
static PyObject *pointed(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(pointer(x) + impl(x));
}

// It may do anything with an object.
// CHECK-REPORT-DAG: rejected: pointed_object: {{.*}}[object-argument]
static long (*of_object)(PyObject *) = PyLong_AsLong;
static PyObject *pointed_object(PyObject *module, PyObject *arg) {
  long x = of_object(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(impl(x));
}

// It may keep the address of a variable.
// CHECK-REPORT-DAG: typed: pointed_out: long (long) [adapter, boxed]
static void (*fill)(long *);
static PyObject *pointed_out(PyObject *module, PyObject *arg) {
  long y = 0, x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (fill)
    fill(&y);
  return PyLong_FromLong(impl(x + y));
}

// CHECK-REPORT-DAG: typed: warned: long (long) [adapter, boxed] (needs the GIL: call of 'PyErr_WarnEx')
static PyObject *warned(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (PyErr_WarnEx(PyExc_DeprecationWarning, "old", 1) < 0)
    return NULL;
  return PyLong_FromLong(impl(x));
}

// Any arguments are taken; none is one way.
// CHECK-REPORT-DAG: typed: ignores: long (void) [adapter, direct]
static PyObject *ignores(PyObject *module, PyObject *args) {
  (void)module;
  (void)args;
  return PyLong_FromLong(impl(6));
}

// An argument that is looked at is none that is ignored.
// CHECK-REPORT-DAG: rejected: looks: {{.*}}
static PyObject *looks(PyObject *module, PyObject *args) {
  if (args == Py_None)
    return NULL;
  return PyLong_FromLong(impl(6));
}

// CHECK-REPORT-DAG: typed: other_sign: long (int) [adapter, direct]
static long of_unsigned(unsigned x) { return (long)x; }
static PyObject *other_sign(PyObject *module, PyObject *args) {
  unsigned x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(of_unsigned(x));
}

// CHECK-REPORT-DAG: typed: other_sign_default: long (int) [adapter, direct]
static PyObject *other_sign_default(PyObject *module, PyObject *args) {
  unsigned x = 7;
  if (!PyArg_ParseTuple(args, "|i", &x))
    return NULL;
  return PyLong_FromLong(of_unsigned(x));
}

// No int is the default.
// CHECK-REPORT-DAG: rejected: large_default: {{.*}}[default-unknown]
static PyObject *large_default(PyObject *module, PyObject *args) {
  unsigned x = 4000000000u;
  if (!PyArg_ParseTuple(args, "|i", &x))
    return NULL;
  return PyLong_FromLong(of_unsigned(x));
}

static PyMethodDef methods[] = {
    {"released", released, METH_O, NULL},
    {"released_state", released_state, METH_O, NULL},
    {"released_raises", released_raises, METH_O, NULL},
    {"pointed", pointed, METH_O, NULL},
    {"pointed_object", pointed_object, METH_O, NULL},
    {"pointed_out", pointed_out, METH_O, NULL},
    {"warned", warned, METH_O, NULL},
    {"ignores", ignores, METH_VARARGS, NULL},
    {"looks", looks, METH_VARARGS, NULL},
    {"other_sign", other_sign, METH_VARARGS, NULL},
    {"other_sign_default", other_sign_default, METH_VARARGS, NULL},
    {"large_default", large_default, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "outside", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_outside(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.released(1) == 2 and m.pointed(1) == 4 and m.pointed_out(1) == 2
// PYTHON: assert m.ignores() == m.ignores(1, 2) == 7
// PYTHON: assert m.other_sign(-1) == 2**32 - 1 and m.other_sign_default() == 7
