// RUN: %check_unit %s
// Results that are tuples of numbers: an entry gives each to where a pointer
// says, and returns whether it bails out.

#include <Python.h>

static int half(double x, double *whole) {
  *whole = x < 0 ? -1 : 1;
  return (int)(x / 2);
}

// CHECK-REPORT-DAG: typed: split: int (double, double *, int *) [adapter, direct]
// CHECK-JSON: "name": "split",
// CHECK-JSON: "items": [
// CHECK-JSON-NEXT: {
// CHECK-JSON-NEXT: "c_type": "double",
// CHECK-JSON-NEXT: "python_type": "float"
// CHECK-JSON: "c_type": "int",
// CHECK-JSON-NEXT: "python_type": "int"
static PyObject *split(PyObject *self, PyObject *args) {
  double x, whole;
  int n;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  if (x > 1000) {
    PyErr_SetString(PyExc_ValueError, "too large");
    return NULL;
  }
  n = half(x, &whole);
  return Py_BuildValue("(di)", whole, n);
}

// Without brackets, with separators; nothing is raised.
// CHECK-REPORT-DAG: typed: pair: int (unsigned long long, unsigned int, unsigned long long *, unsigned int *) [specialized, direct]
static PyObject *pair(PyObject *self, PyObject *args) {
  unsigned long long a;
  unsigned b = 7;
  if (!PyArg_ParseTuple(args, "K|I", &a, &b))
    return NULL;
  return Py_BuildValue("K, I", a + 1, b * 2);
}

// One value, in a variable; some are made elsewhere.
// CHECK-REPORT-DAG: typed: alone: int (long, long *) [specialized, direct]
static PyObject *alone(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  PyObject *made = NULL;
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x == 13) {
    PyErr_SetString(PyExc_KeyError, "thirteen");
    goto done;
  }
  if (x == 14)
    return Py_BuildValue("(l)", 0L);
  made = Py_BuildValue("(l)", x / 2);
done:
  return made;
}

// A helper makes the tuple.
// CHECK-REPORT-DAG: typed: helped: int (int, int *, long long *, Py_ssize_t *) [adapter, direct]
static PyObject *made_of(int x) {
  Py_ssize_t size = x;
  return Py_BuildValue("(iLn)", -x, (long long)x << 32, size * 3);
}
static PyObject *helped(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return made_of(x);
}

// What cannot be done twice.
// CHECK-REPORT-DAG: typed: count: int (long, long *, double *) [specialized, gil]
static long counter;
static PyObject *count(PyObject *self, PyObject *args) {
  long v;
  if (!PyArg_ParseTuple(args, "l", &v))
    return NULL;
  counter += v;
  if (counter > 100) {
    counter = 0;
    PyErr_SetString(PyExc_OverflowError, "full");
    return NULL;
  }
  return Py_BuildValue("(ld)", counter, counter * 0.5);
}

// A parameter of that name is called otherwise.
// CHECK-REPORT-DAG: typed: named: int (long, int, long *, int *) [specialized, gil]
static PyObject *named(PyObject *self, PyObject *args) {
  long result_0;
  int result_1;
  if (!PyArg_ParseTuple(args, "li", &result_0, &result_1))
    return NULL;
  counter += 1;
  return Py_BuildValue("(li)", result_0 + 0 * counter, result_1);
}

// Calls without effects are made in any order.
// CHECK-REPORT-DAG: typed: pure: int (int, int *, int *) [specialized, direct]
static int square(int x) { return x * x; }
static PyObject *pure(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return Py_BuildValue("(ii)", square(x), square(-x));
}

// CHECK-REPORT-DAG: rejected: order: {{.*}} an order that is up to the compiler [tuple-result]
static int next(void) { return (int)++counter; }
static PyObject *order(PyObject *self, PyObject *none) {
  return Py_BuildValue("(ii)", next(), next());
}

// CHECK-REPORT-DAG: rejected: stores: {{.*}} an order that is up to the compiler [tuple-result]
static PyObject *stores(PyObject *self, PyObject *none) {
  double x = 5;
  return Py_BuildValue("(di)", x, half(3, &x));
}

// CHECK-REPORT-DAG: rejected: counts: an argument changes a variable that another one names [unsupported-c]
static PyObject *counts(PyObject *self, PyObject *none) {
  int x = 5;
  return Py_BuildValue("(ii)", x, x++);
}

// CHECK-REPORT-DAG: rejected: mixed: tuples of different values are returned [mixed-results]
static PyObject *mixed(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  if (x)
    return Py_BuildValue("(ii)", x, x);
  return Py_BuildValue("(id)", x, 1.0);
}

// CHECK-REPORT-DAG: rejected: longer: tuples of different values are returned [mixed-results]
static PyObject *longer(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return x ? Py_BuildValue("(ii)", x, x) : Py_BuildValue("(iii)", x, x, x);
}

// CHECK-REPORT-DAG: rejected: or_none: {{.*}} [mixed-results]
static PyObject *or_none(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  if (x)
    Py_RETURN_NONE;
  return Py_BuildValue("(ii)", x, x);
}

// CHECK-REPORT-DAG: rejected: nested: {{.*}} [tuple-result]
static PyObject *nested(PyObject *self, PyObject *none) {
  return Py_BuildValue("((ii)i)", 1, 2, 3);
}
// CHECK-REPORT-DAG: rejected: listed: {{.*}} [tuple-result]
static PyObject *listed(PyObject *self, PyObject *none) {
  return Py_BuildValue("[ii]", 1, 2);
}
// CHECK-REPORT-DAG: rejected: text: {{.*}} [tuple-result]
static PyObject *text(PyObject *self, PyObject *none) {
  return Py_BuildValue("(is)", 1, "two");
}
// CHECK-REPORT-DAG: rejected: nothing: {{.*}} [tuple-result]
static PyObject *nothing(PyObject *self, PyObject *none) {
  return Py_BuildValue("()");
}
// CHECK-REPORT-DAG: rejected: few: {{.*}} [tuple-result]
static PyObject *few(PyObject *self, PyObject *none) {
  return Py_BuildValue("(ii)", 1);
}
// CHECK-REPORT-DAG: rejected: other: {{.*}} 'd' does not match {{.*}} [format-mismatch]
static PyObject *other(PyObject *self, PyObject *none) {
  return Py_BuildValue("(id)", 1, 2);
}

// CHECK-REPORT: 7 of 19 methods typed
#define ROW(name, flags) {#name, name, flags, NULL}
static PyMethodDef methods[] = {
    ROW(split, METH_VARARGS),   ROW(pair, METH_VARARGS),
    ROW(alone, METH_O),         ROW(helped, METH_VARARGS),
    ROW(count, METH_VARARGS),   ROW(named, METH_VARARGS),
    ROW(pure, METH_VARARGS),    ROW(order, METH_NOARGS),
    ROW(stores, METH_NOARGS),   ROW(counts, METH_NOARGS),
    ROW(mixed, METH_VARARGS),   ROW(longer, METH_VARARGS),
    ROW(or_none, METH_VARARGS), ROW(nested, METH_NOARGS),
    ROW(listed, METH_NOARGS),   ROW(text, METH_NOARGS),
    ROW(nothing, METH_NOARGS),  ROW(few, METH_NOARGS),
    ROW(other, METH_NOARGS),    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "tuples", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_tuples(void) { return PyModule_Create(&definition); }

// PYTHON: assert [m.split(1.5), m.split(-5)] == [(1.0, 0), (-1.0, -2)]
// PYTHON: assert type(m.split(1)) is tuple and type(m.split(1)[0]) is float
// PYTHON: assert m.pair(2**64 - 2) == (2**64 - 1, 14) and m.pair(5, 2**31) == (6, 0)
// PYTHON: assert [m.alone(x) for x in (-7, 14, 2**63 - 1)] == [(-3,), (0,), (2**62 - 1,)]
// PYTHON: assert m.helped(-5) == (5, -5 << 32, -15)
// PYTHON: assert [m.count(30) for i in range(3)] == [(30, 15.0), (60, 30.0), (90, 45.0)]
// PYTHON: raised = []
// PYTHON: for call in (lambda: m.count(30), lambda: m.alone(13), lambda: m.split(1001)):
// PYTHON:     try: raised.append(call())
// PYTHON:     except Exception as error: raised.append(repr(error))
// PYTHON: assert raised == ["OverflowError('full')", "KeyError('thirteen')", "ValueError('too large')"], raised
// PYTHON: assert m.named(-5, 6) == (-5, 6) and m.pure(-3) == (9, 9)
