// RUN: %check_unit %s
// References to memory of an object, and values that are bound as variables are
// not; statements that Clang's graph shows without their handlers.
//
// CHECK-REPORT-DAG: rejected: by_argument: a reference leads to memory of an object [object-use]
// CHECK-REPORT-DAG: rejected: by_variable: a reference leads to memory of an object [object-use]
// CHECK-REPORT-DAG: rejected: by_member: a reference leads to memory of an object [object-use]
// CHECK-REPORT-DAG: typed: overloaded: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: deduced: long (long) [adapter, direct]
// CHECK-REPORT-DAG: rejected: unordered: an argument changes a variable that another one names [unsupported-c]
// CHECK-REPORT-DAG: rejected: handled: CXXCatchStmt is not analysed [unsupported-c]
// CHECK-REPORT-DAG: rejected: ranged: CXXForRangeStmt is not analysed [unsupported-c]
//
// PYTHON: assert m.by_argument(2.5) == 3.5 and m.overloaded(2) == 3 and m.deduced(2) == 20
// PYTHON: assert m.unordered(2) == 1002 and m.handled(7) == 1.5

#include <Python.h>

static void bump(double &d) { d += 1; }
static long which(long &v) { return v + 1000; }
static long which(const long &v) { return v; }
template <class T> struct is_reference {
  static const bool value = false;
};
template <class T> struct is_reference<T &> {
  static const bool value = true;
};
template <class T> static long deduce(T &&) { return is_reference<T>::value; }
static long identity(long v) { return v; }
static long pick(long a, long, long (*)(long)) { return a == 1; }
static long may_throw(long x) {
  if (x > 5)
    throw 1;
  return x;
}

static PyObject *by_argument(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  bump(((PyFloatObject *)o)->ob_fval);
  double d = ((PyFloatObject *)o)->ob_fval;
  return PyFloat_FromDouble(d);
}

static PyObject *by_variable(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  double &d = ((PyFloatObject *)o)->ob_fval;
  d += 1;
  return PyFloat_FromDouble(((PyFloatObject *)o)->ob_fval);
}

static PyObject *by_member(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  struct {
    double &r;
  } s = {((PyFloatObject *)o)->ob_fval};
  s.r += 1;
  return PyFloat_FromDouble(((PyFloatObject *)o)->ob_fval);
}

static PyObject *overloaded(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  return PyLong_FromLong(which((0, PyLong_AsLong(o))) + 1);
}

static PyObject *deduced(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  return PyLong_FromLong(deduce((0, PyLong_AsLong(o))) + PyLong_AsLong(o) * 10);
}

static PyObject *unordered(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  long n = 0;
  if (pick(n, n++, identity))
    return PyLong_FromLong(x + 1000);
  return PyLong_FromLong(x);
}

static PyObject *handled(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  try {
    x = may_throw(x);
  } catch (...) {
    return PyFloat_FromDouble(1.5);
  }
  return PyLong_FromLong(x);
}

static PyObject *ranged(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  long all[2] = {1, 2};
  for (long each : all)
    x += each;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"by_argument", (PyCFunction)(void (*)(void))by_argument, METH_VARARGS, NULL},
    {"by_variable", (PyCFunction)(void (*)(void))by_variable, METH_VARARGS, NULL},
    {"by_member", (PyCFunction)(void (*)(void))by_member, METH_VARARGS, NULL},
    {"overloaded", (PyCFunction)(void (*)(void))overloaded, METH_VARARGS, NULL},
    {"deduced", (PyCFunction)(void (*)(void))deduced, METH_VARARGS, NULL},
    {"unordered", (PyCFunction)(void (*)(void))unordered, METH_VARARGS, NULL},
    {"handled", (PyCFunction)(void (*)(void))handled, METH_VARARGS, NULL},
    {"ranged", (PyCFunction)(void (*)(void))ranged, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "references", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_references(void) { return PyModule_Create(&module); }
