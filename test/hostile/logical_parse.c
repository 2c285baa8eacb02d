// RUN: %check_unit %s
// Unboxing in right operands, conditions and loops; inverted checks of errors.
//
// CHECK-REPORT-DAG: typed: f1: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: f3: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f4: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[null-without-error]
// CHECK-REPORT-DAG: typed: f6: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f7: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f8: {{.*}}[maybe-unset]
// CHECK-REPORT-DAG: rejected: f9: {{.*}}[variable-arity]

#include <Python.h>
static PyObject *f1(PyObject *m, PyObject *args) { long a = 4, ok = 1;
  if (!(ok && PyArg_ParseTuple(args, "l", &a))) return NULL; return PyLong_FromLong(a * 2); }
static PyObject *f2(PyObject *m, PyObject *args) { long a;
  return PyArg_ParseTuple(args, "l", &a) ? PyLong_FromLong(a * 2) : NULL; }
static PyObject *f3(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o);
  return a == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(a * 2); }
static PyObject *f4(PyObject *m, PyObject *o) { long a, b = 3;
  if ((a = PyLong_AsLong(o)) == -1 && PyErr_Occurred()) return NULL;
  if (a > 3 && (b = PyLong_AsLong(o)) > 5) return PyLong_FromLong(b * 2);
  return PyLong_FromLong(a + b); }
static PyObject *f5(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o);
  if (!PyErr_Occurred()) return NULL; return PyLong_FromLong(a * 2); }
static PyObject *f6(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o);
  if (PyErr_Occurred() == NULL) { return PyLong_FromLong(a * 2); } return NULL; }
static PyObject *f7(PyObject *m, PyObject *o) { long a;
  do { a = PyLong_AsLong(o); if (PyErr_Occurred()) goto fail; if (a > 5) break; a *= 2; } while (0);
  return PyLong_FromLong(a);
fail: return NULL; }
static PyObject *f8(PyObject *m, PyObject *args) { long a, i = 0;
  while (i++ < 3) { if (!PyArg_ParseTuple(args, "l", &a)) return NULL; a += i; }
  return PyLong_FromLong(a); }
static PyObject *f9(PyObject *m, PyObject *args) { long a, i = 0;
  while (i++ < 3) { if (!PyArg_ParseTuple(args, "l", &a)) return NULL; a += i; if (i == 3) return PyLong_FromLong(a * 7); }
  Py_RETURN_NONE; }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_VARARGS, NULL},
    {"f2", (PyCFunction)f2, METH_VARARGS, NULL},
    {"f3", (PyCFunction)f3, METH_O, NULL},
    {"f4", (PyCFunction)f4, METH_O, NULL},
    {"f5", (PyCFunction)f5, METH_O, NULL},
    {"f6", (PyCFunction)f6, METH_O, NULL},
    {"f7", (PyCFunction)f7, METH_O, NULL},
    {"f8", (PyCFunction)f8, METH_VARARGS, NULL},
    {"f9", (PyCFunction)f9, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
