// RUN: %check_unit %s
// What looks at, or changes, the state of the process, and converters of the
// user's that may do anything.
//
// CHECK-REPORT-DAG: typed: rounds: void (long) [direct, gil]
// CHECK-REPORT-DAG: typed: asks: long (long) [direct, gil]
// CHECK-REPORT-DAG: typed: clocks: long (long) [direct, gil]
// CHECK-REPORT-DAG: typed: year: int (long) [direct, boxed]
// CHECK-REPORT-DAG: typed: draws: long (long) [direct, gil]
// CHECK-REPORT-DAG: rejected: converts: {{.*}}[format-unit]
//
// PYTHON: assert m.rounds(0) is None and m.asks(1) == 1 and m.year(0) == 70
// PYTHON: assert m.clocks(0) > 1 and m.draws(7) < 7 and m.converts(3) == 4

#include <Python.h>
#include <fenv.h>
#include <stdlib.h>
#include <time.h>

#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)

static void turn(long way) { fesetround(way == 0 ? FE_TONEAREST : FE_UPWARD); }
ONE(rounds) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  turn(x);
  Py_RETURN_NONE;
}

static long ask(long x) { return getenv("PATH") ? x : 0; }
ONE(asks) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(ask(x));
}

static long seconds(long x) { return time(NULL) + x; }
ONE(clocks) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(seconds(x));
}

// Of one static struct for the whole process.
static int year_of(long at) { time_t t = at; return gmtime(&t)->tm_year; }
ONE(year) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(year_of(x));
}

static long draw(long below) { return rand() % below; }
ONE(draws) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(draw(x));
}

static int counted;
static int convert(PyObject *o, void *to) {
  counted++;
  *(long *)to = PyLong_AsLong(o) + 1;
  return 1;
}
static PyObject *converts(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "O&", convert, &x))
    return NULL;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"rounds", rounds, METH_O, NULL},        {"asks", asks, METH_O, NULL},
    {"clocks", clocks, METH_O, NULL},        {"year", year, METH_O, NULL},
    {"draws", draws, METH_O, NULL},          {"converts", converts, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "process_state",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_process_state(void) { return PyModule_Create(&definition); }
