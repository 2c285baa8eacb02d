// RUN: %check_unit %s
// The analysing compiler may see another branch than the one that builds the
// module.
//
// CHECK-REPORT-DAG: rejected: which: {{.*}}[compiler-identity]
// CHECK-REPORT-DAG: rejected: below: {{.*}}[compiler-identity]

#include <Python.h>

static PyObject *which(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
#ifdef __clang__
  i += 1;
#endif
  return PyLong_FromLong(i);
}

static long below_impl(long i) {
#if defined(__GNUC__) && __GNUC__ > 10
  i += 1;
#endif
  return i;
}
static PyObject *below(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(below_impl(i));
}

static PyMethodDef methods[] = {
    {"which", which, METH_O, NULL},
    {"below", below, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
