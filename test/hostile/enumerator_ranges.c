// RUN: %check_unit %s
// Between two enumerators there is room for floating-point numbers and NaN, and
// behind them for unsigned ones: Clang's graph knows better, and is not asked.
//
// CHECK-REPORT-DAG: typed: between: double (double) {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: outside: double (double) {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: negative: long (unsigned int) {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: counted: double (double) {{.*}} gil] (uses state of the module: variable 'seen'{{.*}}
// CHECK-REPORT-DAG: typed: chosen: double (double) {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: checked: double (double) {{.*}} gil] {{.*}}
//
// PYTHON: def fails(f, x):
// PYTHON:     try: f(x)
// PYTHON:     except ValueError: return True
// PYTHON: assert m.between(2.0) == 4.0
// PYTHON: assert fails(m.between, 0.5)
// PYTHON: assert m.outside(2.0) == 4.0
// PYTHON: assert fails(m.outside, float("nan"))
// PYTHON: assert fails(m.outside, 0.5)
// PYTHON: assert fails(m.negative, 7)
// PYTHON: assert m.counted(0.5) == 1.0 and m.counted(0.25) == 2.0 and m.counted(5.0) == 2.0
// PYTHON: assert m.chosen(0.5) == -2.0 and m.chosen(3.0) == 4.0
// PYTHON: assert fails(m.checked, 0.5)

#include <Python.h>
#define V(name) static PyObject *name(PyObject *m, PyObject *args)

enum side { LOW = 0, HIGH = 1, BELOW = -1 };
static double twice(double x) { return 2 * x;
}

V(between) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  if (x > LOW && x < HIGH) { PyErr_SetString(PyExc_ValueError, "between"); return NULL; }
  return PyFloat_FromDouble(twice(x));
}

V(outside) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  if (x < LOW || x > HIGH) return PyFloat_FromDouble(twice(x));
  PyErr_SetString(PyExc_ValueError, "inside");
  return NULL;
}

V(negative) {
  unsigned x;
  if (!PyArg_ParseTuple(args, "I", &x)) return NULL;
  if (x < BELOW && x > LOW) { PyErr_SetString(PyExc_ValueError, "below -1"); return NULL; }
  return PyLong_FromLong((long)x * 2);
}

static int seen;
V(counted) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  if (x > LOW && x < HIGH) seen++;
  return PyFloat_FromDouble(seen);
}

V(chosen) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  return PyFloat_FromDouble(x > LOW && HIGH > x ? -2.0 : twice(2));
}

static int check(double x) {
  if (x > LOW && x < HIGH) { PyErr_SetString(PyExc_ValueError, "between"); return 1; }
  return 0;
}
V(checked) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  if (check(x)) return NULL;
  return PyFloat_FromDouble(twice(x));
}

static PyMethodDef methods[] = {
    {"between", between, METH_VARARGS, NULL},
    {"outside", outside, METH_VARARGS, NULL},
    {"negative", negative, METH_VARARGS, NULL},
    {"counted", counted, METH_VARARGS, NULL},
    {"chosen", chosen, METH_VARARGS, NULL},
    {"checked", checked, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
