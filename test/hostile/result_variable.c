// RUN: %check_unit %s
// Result variables, truth values, conversions, returned arguments and singletons.
//
// CHECK-REPORT-DAG: typed: f1: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f2: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f3: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: f4: int (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[null-without-error]
// CHECK-REPORT-DAG: typed: f6: long (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: f7: unsigned long (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: f8: double (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: f9: int (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: fa: int (double) [specialized, direct]
// CHECK-REPORT-DAG: rejected: fb: {{.*}}[returns-object]
// CHECK-REPORT-DAG: rejected: fc: {{.*}}[returns-object]
// CHECK-REPORT-DAG: rejected: fd: {{.*}}[object-use]

#pragma GCC diagnostic ignored "-Wmisleading-indentation"
#include <Python.h>
static PyObject *f1(PyObject *m, PyObject *o) { PyObject *res = NULL; long a = PyLong_AsLong(o);
  if (a == -1 && PyErr_Occurred()) goto done; if (a < 0) { PyErr_SetString(PyExc_ValueError, "n"); goto done; }
  res = PyLong_FromLong(a); a = 5;
done: return res; }
static PyObject *f2(PyObject *m, PyObject *o) { PyObject *res = PyLong_FromLong(1); long a = PyLong_AsLong(o);
  if (a == -1 && PyErr_Occurred()) return NULL; if (a > 2) res = PyLong_FromLong(2); return res; }
static PyObject *f3(PyObject *m, PyObject *o) { PyObject *res, *tmp; double a = PyFloat_AsDouble(o);
  if (a == -1 && PyErr_Occurred()) return NULL; tmp = PyLong_FromLong(7); (void)tmp; res = PyFloat_FromDouble(a / 2); return res; }
static PyObject *f4(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o);
  if (a == -1 && PyErr_Occurred()) return NULL; if (a) Py_RETURN_TRUE; return PyBool_FromLong(a & 256); }
static PyObject *f5(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o);
  if (a == -1 && PyErr_Occurred()) return NULL; Py_INCREF(Py_None); return a > 3 ? Py_None : NULL; }
static PyObject *f6(PyObject *m, PyObject *o) { double a = PyFloat_AsDouble(o);
  if (a == -1 && PyErr_Occurred()) return NULL; return PyLong_FromLong(a); }
static PyObject *f7(PyObject *m, PyObject *o) { int a = _PyLong_AsInt(o);
  if (a == -1 && PyErr_Occurred()) return NULL; if (a == 3) { PyErr_SetNone(PyExc_ValueError); return NULL; } return PyLong_FromUnsignedLong(a); }
static PyObject *f8(PyObject *m, PyObject *o) { int a = _PyLong_AsInt(o);
  if (a == -1 && PyErr_Occurred()) return NULL; return PyFloat_FromDouble(a); }
static PyObject *f9(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o);
  if (a == -1 && PyErr_Occurred()) return NULL; return Py_BuildValue("b", (int)a); }
static PyObject *fa(PyObject *m, PyObject *o) { double a = PyFloat_AsDouble(o);
  if (a == -1 && PyErr_Occurred()) return NULL; return PyBool_FromLong(a); }
static PyObject *fb(PyObject *m, PyObject *o) { Py_INCREF(o); return o; }
static PyObject *fc(PyObject *m, PyObject *o) { Py_RETURN_NOTIMPLEMENTED; }
static PyObject *fd(PyObject *m, PyObject *o) { PyObject *r = PyLong_FromLong(3); Py_DECREF(r); return r; }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_O, NULL},
    {"f2", (PyCFunction)f2, METH_O, NULL},
    {"f3", (PyCFunction)f3, METH_O, NULL},
    {"f4", (PyCFunction)f4, METH_O, NULL},
    {"f5", (PyCFunction)f5, METH_O, NULL},
    {"f6", (PyCFunction)f6, METH_O, NULL},
    {"f7", (PyCFunction)f7, METH_O, NULL},
    {"f8", (PyCFunction)f8, METH_O, NULL},
    {"f9", (PyCFunction)f9, METH_O, NULL},
    {"fa", (PyCFunction)fa, METH_O, NULL},
    {"fb", (PyCFunction)fb, METH_O, NULL},
    {"fc", (PyCFunction)fc, METH_O, NULL},
    {"fd", (PyCFunction)fd, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
