// RUN: %check_unit %s
// Keyword lists that are shared, short, unterminated or modified, and odd names.
//
// CHECK-REPORT-DAG: rejected: f1: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: typed: f3: long (long, long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f4: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: typed: f7: long (long, long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f8: {{.*}}[format-unit]
// CHECK-REPORT-DAG: rejected: f9: 'PyDict_Size' is not in the tables [unknown-api]
// CHECK-REPORT-DAG: rejected: fa: {{.*}}[variable-arity]
// CHECK-REPORT-DAG: typed: fb: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: fc: long (long, long) [specialized, direct]

#include <Python.h>
static char *shared[] = {"a", "b", NULL};
static PyObject *f1(PyObject *m, PyObject *args, PyObject *kw) { long a, b;
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", shared, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f2(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"a", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f3(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"", "b", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f4(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"a", "b"};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f5(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"a", "b", NULL}; k[0] = "z";
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f7(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"int", "b c", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f8(PyObject *m, PyObject *args, PyObject *kw) { long a, b = 3; static char *k[] = {"a", "b", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "l$|l", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }
static PyObject *f9(PyObject *m, PyObject *args, PyObject *kw) {
  if (PyTuple_GET_SIZE(args) != 1) { PyErr_SetString(PyExc_TypeError, "1"); return NULL; }
  long a = PyLong_AsLong(PyTuple_GET_ITEM(args, 0)); if (a == -1 && PyErr_Occurred()) return NULL;
  if (kw && PyDict_Size(kw)) a = 0; return PyLong_FromLong(a); }
static PyObject *fa(PyObject *m, PyObject *const *args, Py_ssize_t n) {
  if (n < 1) { PyErr_SetString(PyExc_TypeError, "1"); return NULL; }
  long a = PyLong_AsLong(args[1]); if (a == -1 && PyErr_Occurred()) return NULL; return PyLong_FromLong(a); }
static PyObject *fb(PyObject *m, PyObject *const *args, Py_ssize_t n) {
  if (n != 1) { PyErr_SetString(PyExc_TypeError, "1"); return NULL; }
  long a = PyLong_AsLong(args[-1 + 1]); if (a == -1 && PyErr_Occurred()) return NULL; return PyLong_FromLong(a * 2); }
static PyObject *fc(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"é", "b\"c", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)(void (*)(void))f1, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f2", (PyCFunction)(void (*)(void))f2, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f3", (PyCFunction)(void (*)(void))f3, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f4", (PyCFunction)(void (*)(void))f4, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f5", (PyCFunction)(void (*)(void))f5, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f7", (PyCFunction)(void (*)(void))f7, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f8", (PyCFunction)(void (*)(void))f8, METH_VARARGS|METH_KEYWORDS, NULL},
    {"f9", (PyCFunction)(void (*)(void))f9, METH_VARARGS|METH_KEYWORDS, NULL},
    {"fa", (PyCFunction)(void (*)(void))fa, METH_FASTCALL, NULL},
    {"fb", (PyCFunction)(void (*)(void))fb, METH_FASTCALL, NULL},
    {"fc", (PyCFunction)(void (*)(void))fc, METH_VARARGS|METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
