// RUN: %check_unit %s
// What gcc computes otherwise than Clang, what another name leads to, and what is
// executed in any order.
//
// CHECK-REPORT-DAG: typed: infinite: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: infinitely: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: same: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: enumerated: {{.*}} [compiler-identity]
// CHECK-REPORT-DAG: rejected: parsed_beside: statements inside an expression change a variable [unsupported-c]
// CHECK-REPORT-DAG: rejected: placed: the address of a static variable of the wrapper [copy-unsafe]
// CHECK-REPORT-DAG: typed: looked_up: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: by_pointer: long (long) [specialized, boxed] (its entry cannot be written: overflow is reported through a pointer)
//
// PYTHON: assert m.infinitely(2) == 2 and m.same(2) == 1002 and m.parsed_beside(2) in (1002, 2)
// PYTHON: assert m.placed(1) == m.placed(True) and m.looked_up(1) == 3 and m.by_pointer(2) == 4

#include <Python.h>

#include <math.h>

static long ten(long x, int y) { return x * 10 + y; }
static long one(long v) { return v; }
static long two(long v) __attribute__((alias("one")));
static long pick(long a, int ok, long (*fn)(long)) {
  (void)fn;
  (void)ok;
  return a == 5;
}
enum { negative = __builtin_isinf(-__builtin_inf()) };

static PyObject *infinite(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(ten(x, __builtin_isinf(-__builtin_inf())));
}

static PyObject *infinitely(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  if (__builtin_isinf(-INFINITY) == 1)
    return PyLong_FromLong(x + 1000);
  return PyLong_FromLong(x);
}

static PyObject *same(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  if (one == two)
    return PyLong_FromLong(x + 1000);
  return PyLong_FromLong(x);
}

static PyObject *enumerated(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x + negative);
}

static PyObject *parsed_beside(PyObject *self, PyObject *args) {
  long x = 5;
  if (pick(x, ({ PyArg_ParseTuple(args, "l", &x); }), one))
    return PyLong_FromLong(x + 1000);
  return PyLong_FromLong(x);
}

static PyObject *placed(PyObject *self, PyObject *args) {
  static const long k[2] = {1, 2};
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong((long)k + x);
}

static PyObject *looked_up(PyObject *self, PyObject *args) {
  static const long k[2] = {1, 2};
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(k[x & 1] + x);
}

static PyObject *checked(PyObject *o, int *overflow) {
  long x = PyLong_AsLongAndOverflow(o, overflow);
  return PyLong_FromLong(x * 2);
}
static PyObject *by_pointer(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  int overflow;
  return checked(o, &overflow);
}

static PyMethodDef methods[] = {
    {"infinite", (PyCFunction)(void (*)(void))infinite, METH_VARARGS, NULL},
    {"infinitely", (PyCFunction)(void (*)(void))infinitely, METH_VARARGS, NULL},
    {"same", (PyCFunction)(void (*)(void))same, METH_VARARGS, NULL},
    {"enumerated", (PyCFunction)(void (*)(void))enumerated, METH_VARARGS, NULL},
    {"parsed_beside", (PyCFunction)(void (*)(void))parsed_beside, METH_VARARGS, NULL},
    {"placed", (PyCFunction)(void (*)(void))placed, METH_VARARGS, NULL},
    {"looked_up", (PyCFunction)(void (*)(void))looked_up, METH_VARARGS, NULL},
    {"by_pointer", (PyCFunction)(void (*)(void))by_pointer, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "read_otherwise", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_read_otherwise(void) { return PyModule_Create(&module); }
