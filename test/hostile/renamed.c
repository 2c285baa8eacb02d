// RUN: %check_unit %s
// A name of the C library, or of a constant, that leads the linker elsewhere.
//
// CHECK-REPORT-DAG: typed: labelled: double (double) [specialized, gil] (uses state of the module: variable 'changing'
// CHECK-REPORT-DAG: typed: by_pragma: double (double) [specialized, gil] (uses state of the module: variable 'changing'
// CHECK-REPORT-DAG: typed: hidden: double (double) [specialized, boxed] (effects of a function that is not seen: call of 'cbrt'
// CHECK-REPORT-DAG: typed: weak: double (double) [specialized, boxed] (effects of a function that is not seen: call of 'tan'
// CHECK-REPORT-DAG: typed: aliased: long (long) [{{.*}}, gil] (uses state of the module: variable 'constant')
// CHECK-REPORT-DAG: typed: set: void (long) [{{.*}}, gil] (uses state of the module: variable 'changing')

#include <Python.h>

long changing = 5;

double sin(double) __asm__("own_sin");
double own_sin(double x);
double own_sin(double x) { return x + changing++; }

#pragma redefine_extname cos own_cos
double cos(double);
double own_cos(double x);
double own_cos(double x) { return x + changing++; }

__attribute__((visibility("hidden"), weak)) double cbrt(double);
__attribute__((weak)) double tan(double);

extern const long constant __attribute__((alias("changing")));

static PyObject *labelled(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(sin(x));
}

static PyObject *by_pragma(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(cos(x));
}

static PyObject *hidden(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(x < 9 ? x : cbrt(x));
}

static PyObject *weak(PyObject *self, PyObject *o) {
  double x = PyFloat_AsDouble(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(tan ? tan(x) : x);
}

static PyObject *aliased(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + constant);
}

static PyObject *set(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  changing = x;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"labelled", labelled, METH_O, NULL},
    {"by_pragma", by_pragma, METH_O, NULL},
    {"hidden", hidden, METH_O, NULL},
    {"weak", weak, METH_O, NULL},
    {"aliased", aliased, METH_O, NULL},
    {"set", set, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
