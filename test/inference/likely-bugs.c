// RUN: %check_unit %s
// RUN: %if pypy %{ %pyunbox analyze %s -- -I%pypy-include | FileCheck --check-prefix=CHECK-REPORT %s %}
// What is wrong in the module as it is, is said apart from what is only not proved.
//
// CHECK-REPORT-DAG: rejected: outside: NULL is returned here with no exception set [null-without-error]
// CHECK-REPORT-DAG: rejected: by_status: NULL is returned here, perhaps with no exception set [error-not-proved]
// CHECK-REPORT-DAG: rejected: goes_on: {{.*}} [result-with-error]
// CHECK-REPORT-DAG: rejected: wide: {{.*}} [format-mismatch]
// CHECK-REPORT-DAG: warning: 'PyLong_AsLong' raises for some objects, and nothing looks for it: a result goes beside an exception [missing-check]
// CHECK-REPORT-DAG: warning: 'PyFloat_AsDouble' raises for some objects, and nothing looks for it: a result goes beside an exception [missing-check]
// CHECK-REPORT-DAG: typed: unchecked: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: unchecked_variable: double (double) [specialized, direct]
// CHECK-REPORT-DAG: warning: 'PyLong_AsSsize_t' raises for some objects, and nothing looks for it: a result goes beside an exception [missing-check]
// CHECK-REPORT-DAG: typed: unchecked_step: Py_ssize_t (Py_ssize_t) [specialized, direct]
// CHECK-REPORT-DAG: rejected: by_value: {{.*}} [null-without-error]
// CHECK-REPORT-DAG: typed: tested: double (double)
// CHECK-REPORT-DAG: typed: elsewhere: long (long)
// CHECK-REPORT-DAG: warning: the format has more units than there are variables: {{.*}} [format-mismatch]
// CHECK-REPORT-DAG: typed: stray: long (long)
// CHECK-REPORT-DAG: rejected: chosen: {{.*}} [error-not-proved]
// CHECK-REPORT-DAG: rejected: by_state: NULL is returned here, perhaps with no exception set [error-not-proved]
// CHECK-REPORT-DAG: rejected: type: {{.*}} [format-target]
// CHECK-REPORT: likely bugs in the extension: 2 format-mismatch (wide, stray), 3 missing-check (unchecked, unchecked_step, unchecked_variable), 2 null-without-error (by_value, outside), 1 result-with-error (goes_on)

#include <Python.h>

static PyObject *outside(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x > 90)
    return NULL;
  return PyFloat_FromDouble(x / 90);
}

static void set_error(int status) {
  if (status == 1)
    PyErr_SetString(PyExc_ValueError, "too small");
  if (status == 2)
    PyErr_SetString(PyExc_ValueError, "too large");
}

static int halve(double x, double *half) {
  *half = x / 2;
  return x < 0 ? 1 : x > 90 ? 2 : 0;
}

static PyObject *by_status(PyObject *self, PyObject *o) {
  double half, x = PyFloat_AsDouble(o);
  int status;
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if ((status = halve(x, &half)) != 0) {
    set_error(status);
    return NULL;
  }
  return PyFloat_FromDouble(half);
}

static PyObject *helper; /* set when the module is made */
static PyObject *by_state(PyObject *self, PyObject *none) {
  if (helper == NULL)
    return NULL;
  return PyLong_FromLong(1);
}

static PyObject *goes_on(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x > 90)
    PyErr_SetString(PyExc_ValueError, "too large");
  return PyFloat_FromDouble(x / 90);
}

static PyObject *wide(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x);
}

// These are typed all the same: what raises is called boxed.
static PyObject *unchecked(PyObject *self, PyObject *o) {
  return PyLong_FromLong(2 * PyLong_AsLong(o));
}

static PyObject *unchecked_step(PyObject *self, PyObject *o) {
  Py_ssize_t x = PyLong_AsSsize_t(o);
  x = x + 1;
  return PyLong_FromSsize_t(x);
}

static PyObject *unchecked_variable(PyObject *self, PyObject *o) {
  double x;
  x = PyFloat_AsDouble(o);
  return PyFloat_FromDouble(x + 1);
}

// -1 is a value, too.
static PyObject *by_value(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1)
    return NULL;
  return PyLong_FromLong(x);
}

// Nothing is said of a test for the type, or of one that may be elsewhere.
static PyObject *tested(PyObject *self, PyObject *o) {
  if (!PyFloat_Check(o))
    Py_RETURN_NONE;
  return PyFloat_FromDouble(PyFloat_AsDouble(o));
}

static PyObject *boxed_if(PyObject *result) {
  return PyErr_Occurred() ? NULL : result;
}

static PyObject *elsewhere(PyObject *self, PyObject *o) {
  return boxed_if(PyLong_FromLong(PyLong_AsLong(o)));
}

// One unit more than there are variables.
static PyObject *stray(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l|l", &x))
    return NULL;
  return PyLong_FromLong(x + 1);
}

// Right: PyErr_Format returns NULL, and a type begins as an object does.
static PyObject *chosen(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return x < 0 ? PyErr_Format(PyExc_ValueError, "negative")
               : PyLong_FromLong(x);
}
static PyObject *type(PyObject *m, PyObject *args) {
  PyTypeObject *x;
  if (!PyArg_ParseTuple(args, "O", &x))
    return NULL;
  return PyLong_FromLong(1);
}

static PyMethodDef methods[] = {
    {"by_state", by_state, METH_NOARGS, NULL},
    {"unchecked", unchecked, METH_O, NULL},
    {"unchecked_step", unchecked_step, METH_O, ""},
    {"unchecked_variable", unchecked_variable, METH_O, NULL},
    {"by_value", by_value, METH_O, NULL},
    {"tested", tested, METH_O, NULL},
    {"elsewhere", elsewhere, METH_O, NULL},
    {"outside", outside, METH_O, NULL},
    {"by_status", by_status, METH_O, NULL},
    {"goes_on", goes_on, METH_O, NULL},
    {"wide", wide, METH_VARARGS, NULL},
    {"stray", stray, METH_VARARGS, NULL},
    {"chosen", chosen, METH_O, NULL},
    {"type", type, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "bugs", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bugs(void) { return PyModule_Create(&definition); }
