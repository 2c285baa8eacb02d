// RUN: %check_unit %s
// Constants that compilers evaluate otherwise, though they read the same text.
//
// CHECK-REPORT-DAG: rejected: folds: what can be computed beforehand in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: sized: what can be computed beforehand in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: classified: the class of a type in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: aligned: the alignment of a function in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: language: the macro '__STDC_VERSION__' in line {{.*}} depends on the compiler [compiler-identity]

#include <Python.h>

enum { FOLDS = __builtin_constant_p(__builtin_sqrt(4.0)) };
static char array[__builtin_constant_p(__builtin_sqrt(4.0)) ? 3 : 1];
static long one(long x) { return x + 1; }
static long two(long x) { return x * 2; }
static PyObject *folds(PyObject *m, PyObject *a) {
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  if (FOLDS) return PyLong_FromLong(two(x));
  return PyLong_FromLong(one(x));
}
static PyObject *sized(PyObject *m, PyObject *a) {
  long x = PyLong_AsLong(a);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(sizeof(array) == 3 ? two(x) : one(x));
}
static PyObject *language(PyObject *m, PyObject *a) {
  long x = PyLong_AsLong(a), version = __STDC_VERSION__;
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(version > 201112L ? two(x) : one(x));
}

static long add(long x, long y) { return x + y; }
static PyObject *classified(PyObject *m, PyObject *args) {
  long x, y = __builtin_classify_type((_Bool)1);
  if (!PyArg_ParseTuple(args, "l|l", &x, &y)) return NULL;
  return PyLong_FromLong(add(x, y));
}
static PyObject *aligned(PyObject *m, PyObject *args) {
  long x, y = __alignof__(add);
  if (!PyArg_ParseTuple(args, "l|l", &x, &y)) return NULL;
  return PyLong_FromLong(add(x, y));
}

static PyMethodDef methods[] = {
    {"folds", folds, METH_O, NULL},
    {"sized", sized, METH_O, NULL},
    {"language", language, METH_O, NULL},
    {"classified", classified, METH_VARARGS, NULL},
    {"aligned", aligned, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
