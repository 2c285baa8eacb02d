// RUN: %check_unit %s
// Typed, but the implementation uses the Python API or hidden state of the
// process: never called without the GIL.
//
// CHECK-REPORT-DAG: typed: api: {{.*}} [direct, boxed]
// CHECK-REPORT-DAG: typed: locale: {{.*}} [direct, gil]

#include <Python.h>

#include <ctype.h>

static long api_impl(long i) {
  PyObject *list = PyList_New(0);
  Py_XDECREF(list);
  return i;
}
static PyObject *api(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(api_impl(i));
}

static long locale_impl(long i) { return isalpha((unsigned char)i); }
static PyObject *locale(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(locale_impl(i));
}

static PyMethodDef methods[] = {
    {"api", api, METH_O, NULL},
    {"locale", locale, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
