// RUN: %check_unit %s
// What tells how many arguments there were is no default, and a call that may
// not end is not left out.
//
// CHECK-REPORT-DAG: rejected: by_address: a variable is passed on by its address [variable-arity]
// CHECK-REPORT-DAG: typed: by_state: long (long, long) [{{adapter|direct}}, boxed] (uses state of the module: variable 'number'; it looks for omitted arguments by hand, and may raise)
// CHECK-REPORT-DAG: typed: spins: long (long) [adapter, boxed] (its entry cannot be written: what 'convert' does has no counterpart without objects)
// CHECK-REPORT-DAG: typed: circles: unsigned long (unsigned long) [specialized, direct]
// CHECK-JSON: "name": "circles",
// CHECK-JSON: "pure": false,
//
// PYTHON: assert m.by_address(1) == 201 and m.by_address(1, 10) == 301
// PYTHON: assert m.spins(2) == 6 and m.circles(3) == 7

#include <Python.h>

static PyObject *sum(long a, long b, const long *n) {
  return PyLong_FromLong(a + b * 10 + *n * 100);
}
static PyObject *by_address(PyObject *self, PyObject *const *args,
                            Py_ssize_t nargs) {
  long a, b = 10, n = nargs;
  if (nargs < 1 || nargs > 2) {
    PyErr_SetString(PyExc_TypeError, "one or two");
    return NULL;
  }
  a = PyLong_AsLong(args[0]);
  if (a == -1 && PyErr_Occurred())
    return NULL;
  if (nargs > 1) {
    b = PyLong_AsLong(args[1]);
    if (b == -1 && PyErr_Occurred())
      return NULL;
  }
  return sum(a, b, &n);
}

static long number;
static long with_number(long a, long b) { return a + 10 * b + 100 * number; }
static PyObject *by_state(PyObject *self, PyObject *const *args,
                          Py_ssize_t nargs) {
  long a, b = 10;
  if (nargs < 1 || nargs > 2) {
    PyErr_SetString(PyExc_TypeError, "one or two");
    return NULL;
  }
  a = PyLong_AsLong(args[0]);
  if (a == -1 && PyErr_Occurred())
    return NULL;
  if (nargs > 1) {
    b = PyLong_AsLong(args[1]);
    if (b == -1 && PyErr_Occurred())
      return NULL;
  }
  number = nargs;
  return PyLong_FromLong(with_number(a, b));
}

static void spin(long k) {
  for (;;)
    if (k != 7)
      return;
}
static int convert(PyObject *o, long *x) {
  *x = PyLong_AsLong(o);
  if (*x == -1 && PyErr_Occurred())
    return 0;
  spin(*x);
  return 1;
}
static PyObject *spins(PyObject *self, PyObject *args) {
  PyObject *o;
  long x;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  if (!convert(o, &x))
    return NULL;
  return PyLong_FromLong(x * 3);
}

static PyObject *circles(PyObject *self, PyObject *args) {
  unsigned long x;
  if (!PyArg_ParseTuple(args, "k", &x))
    return NULL;
  while (x != 7)
    x += 2;
  return PyLong_FromUnsignedLong(x);
}

static PyMethodDef methods[] = {
    {"by_address", (PyCFunction)(void (*)(void))by_address, METH_FASTCALL, ""},
    {"by_state", (PyCFunction)(void (*)(void))by_state, METH_FASTCALL, ""},
    {"spins", spins, METH_VARARGS, NULL},
    {"circles", circles, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "omitted", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_omitted(void) { return PyModule_Create(&module); }
