// RUN: %check_unit %s
// Computations that stand in the wrapper itself: control flow, a result
// variable, clean-up by goto, local helpers of C.

#include <Python.h>

#include <math.h>
#include <stdlib.h>

// CHECK-REPORT-DAG: typed: loop: {{.*}} (int) [specialized, direct]
static PyObject *loop(PyObject *module, PyObject *args) {
  int n, i;
  long sum = 0;
  if (!PyArg_ParseTuple(args, "i", &n))
    return NULL;
  for (i = 0; i < n; i++) {
    if (i % 3 == 0)
      continue;
    if (i > 1000)
      break;
    sum += i;
  }
  return PyLong_FromLong(sum);
}

// CHECK-REPORT-DAG: typed: branches: double (double, int) [specialized, direct]
static PyObject *branches(PyObject *module, PyObject *args) {
  double x;
  int mode;
  if (!PyArg_ParseTuple(args, "di", &x, &mode))
    return NULL;
  switch (mode) {
  case 0:
    return PyFloat_FromDouble(sqrt(x));
  case 1:
    x = fabs(x);
    break;
  case 2:
    PyErr_SetString(PyExc_ValueError, "mode 2");
    return NULL;
  default:
    x = -x;
  }
  return PyFloat_FromDouble(x > 1e6 ? 1e6 : x);
}

// CHECK-REPORT-DAG: typed: result_variable: {{.*}} (long) [specialized, direct]
static PyObject *result_variable(PyObject *module, PyObject *arg) {
  PyObject *result = NULL;
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x < 0)
    PyErr_SetString(PyExc_ValueError, "negative");
  else
    result = PyLong_FromLong(x / 2);
  return result;
}

// CHECK-REPORT-DAG: typed: cleanup: {{.*}} (int) [specialized, direct]
static PyObject *cleanup(PyObject *module, PyObject *args) {
  PyObject *result = NULL;
  double *values = NULL;
  double sum = 0;
  int n, i;
  if (!PyArg_ParseTuple(args, "i", &n))
    return NULL;
  if (n <= 0 || n > 1000) {
    PyErr_SetString(PyExc_ValueError, "1 to 1000");
    goto done;
  }
  values = malloc((size_t)n * sizeof *values);
  if (values == NULL) {
    PyErr_NoMemory();
    goto done;
  }
  for (i = 0; i < n; i++)
    values[i] = i;
  for (i = 0; i < n; i++)
    sum += values[i];
  result = PyFloat_FromDouble(sum);
done:
  free(values);
  return result;
}

// Nothing but errors needs an object.
// CHECK-REPORT-DAG: typed: error_label: {{.*}} (int, int) [specialized, direct]
static PyObject *error_label(PyObject *module, PyObject *args) {
  int x, y;
  if (!PyArg_ParseTuple(args, "ii", &x, &y))
    goto fail;
  if (y == 0) {
    PyErr_SetString(PyExc_ZeroDivisionError, "no");
    goto fail;
  }
  return PyLong_FromLong(x / y);
fail:
  return NULL;
}

// Two results of one type.
// CHECK-REPORT-DAG: typed: predicate: int (double) [specialized, direct]
static PyObject *predicate(PyObject *module, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x != x)
    Py_RETURN_FALSE;
  return PyBool_FromLong(x > 0);
}

// CHECK-REPORT: 6 of 6 methods typed (0 direct, 0 adapter, 6 specialized), 6 directly callable on PyPy
static PyMethodDef methods[] = {
    {"loop", loop, METH_VARARGS, NULL},
    {"branches", branches, METH_VARARGS, NULL},
    {"result_variable", result_variable, METH_O, NULL},
    {"cleanup", cleanup, METH_VARARGS, NULL},
    {"error_label", error_label, METH_VARARGS, NULL},
    {"predicate", predicate, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "specialized", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_specialized(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.loop(6) == 12 and m.loop(-1) == 0
// PYTHON: assert m.branches(4, 0) == 2 and m.branches(-4, 1) == 4
// PYTHON: assert m.branches(4, 7) == -4 and m.branches(-1e9, 7) == 1e6
// PYTHON: assert m.result_variable(9) == 4 and m.cleanup(4) == 6
// PYTHON: assert m.error_label(9, 2) == 4
// PYTHON: assert m.predicate(1) is True and m.predicate(-1) is False
// PYTHON: for f, args in ((m.branches, (1, 2)), (m.result_variable, (-1,)),
// PYTHON:                 (m.cleanup, (0,))):
// PYTHON:     try: f(*args)
// PYTHON:     except ValueError: continue
// PYTHON:     raise AssertionError(f)
