// RUN: %check_unit %s
// A loop that may not end stays, wherever it stands beside the implementation.
//
// CHECK-REPORT-DAG: typed: helper: long (long) {{.*}} boxed] {{.*}}
// CHECK-REPORT-DAG: typed: wrapper: long (long) {{.*}} boxed] {{.*}}
// CHECK-REPORT-DAG: typed: inside: long (long) [direct, direct]{{$}}
// CHECK-REPORT-DAG: typed: counted: long (long) [direct, direct]{{$}}
// CHECK-REPORT-DAG: typed: set_back: long (long) [adapter, direct]{{$}}
// CHECK-REPORT-DAG: typed: narrow: long (long) [adapter, direct]{{$}}
// CHECK-REPORT-DAG: typed: passed_on: long (long) [specialized, direct]{{$}}
//
// PYTHON: assert m.helper(5) == 11 and m.wrapper(5) == 6 and m.inside(5) == 5
// PYTHON: assert m.counted(5) == m.set_back(5) == m.narrow(5) == m.passed_on(5) == 11

#include <Python.h>

static long odd(long x) { return x * 2 + 1; }

// In what unboxes. Nothing would hang with 100 if the call were left out.
static int get(PyObject *o, long *out) {
  *out = PyLong_AsLong(o);
  if (*out == -1 && PyErr_Occurred()) return 0;
  while (*out == 100) ;
  return 1;
}
static PyObject *helper(PyObject *m, PyObject *args) {
  PyObject *o; long x;
  if (!PyArg_ParseTuple(args, "O", &o)) return NULL;
  if (!get(o, &x)) return NULL;
  return PyLong_FromLong(odd(x));
}

// In the wrapper, before a function that makes the result.
static PyObject *make(long x) { return PyLong_FromLong(x + 1); }
static PyObject *wrapper(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  while (x == 100) ;
  return make(x);
}

// The implementation's own loops are called as they are.
static long count(long x) { long n = 0; while (n < x) n++; return n; }
static PyObject *inside(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(count(x));
}

// One that counts up to a constant ends. These count, or only seem to.
static PyObject *counted(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  for (int i = 0; i < 3; i++) for (long j = i; j < 4L; ++j) ;
  return PyLong_FromLong(odd(x));
}
static PyObject *set_back(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  for (int i = 0; i < 3; i++) if (x == 100) i--;
  return PyLong_FromLong(odd(x));
}
static PyObject *narrow(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  for (unsigned char c = x == 100 ? 0 : 255; c < 255; c++) ;
  return PyLong_FromLong(odd(x));
}
static void hold(int *at, long x) { if (x == 100) *at = 0; }
static PyObject *passed_on(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  for (int i = 0; i < 3; i++) hold(&i, x);
  return PyLong_FromLong(odd(x));
}

static PyMethodDef methods[] = {
    {"helper", helper, METH_VARARGS, NULL},
    {"wrapper", wrapper, METH_VARARGS, NULL},
    {"inside", inside, METH_VARARGS, NULL},
    {"counted", counted, METH_VARARGS, NULL},
    {"set_back", set_back, METH_VARARGS, NULL},
    {"narrow", narrow, METH_VARARGS, NULL},
    {"passed_on", passed_on, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
