// RUN: %check_unit %s
// errno is neither the entry's own nor kept between calls.
//
// CHECK-REPORT-DAG: typed: last: long (long) [specialized, boxed] (uses errno: errno; errno may be looked at before it is set)
// CHECK-REPORT-DAG: typed: inner: long (long) [direct, gil] (uses errno: errno)

#include <Python.h>

#include <errno.h>

static PyObject *last(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i + errno);
}

static long inner_impl(long i) {
  errno = 0;
  return i;
}
static PyObject *inner(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inner_impl(i));
}

static PyMethodDef methods[] = {
    {"last", last, METH_O, NULL},
    {"inner", inner, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
