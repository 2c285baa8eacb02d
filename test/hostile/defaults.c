// RUN: %check_unit %s
// Defaults of unsigned, narrow and floating types, and computed ones.
//
// CHECK-REPORT-DAG: typed: f1: unsigned long (unsigned int) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[default-unknown]
// CHECK-REPORT-DAG: typed: f3: long (short) [specialized, direct]
// CHECK-REPORT-DAG: typed: f4: double (float) [specialized, direct]
// CHECK-REPORT-DAG: typed: f5: double (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: f6: double (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: f7: long (int) [specialized, direct]
// CHECK-REPORT-DAG: typed: f8: long (long, long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f9: long (unsigned char) [specialized, direct]
// CHECK-REPORT-DAG: typed: fa: long (long) [specialized, direct]

#include <Python.h>
static PyObject *f1(PyObject *m, PyObject *args) { unsigned a = 0xffffffffu; if (!PyArg_ParseTuple(args, "|I", &a)) return NULL; return PyLong_FromUnsignedLong(a); }
static PyObject *f2(PyObject *m, PyObject *args) { unsigned a = 0; a = a - 1; if (!PyArg_ParseTuple(args, "|I", &a)) return NULL; return PyLong_FromUnsignedLong(a); }
static PyObject *f3(PyObject *m, PyObject *args) { short a = (short)70000; if (!PyArg_ParseTuple(args, "|h", &a)) return NULL; return PyLong_FromLong(a); }
static PyObject *f4(PyObject *m, PyObject *args) { float a = 0.1; if (!PyArg_ParseTuple(args, "|f", &a)) return NULL; return PyFloat_FromDouble(a); }
static PyObject *f5(PyObject *m, PyObject *args) { double a = 1e-310; if (!PyArg_ParseTuple(args, "|d", &a)) return NULL; return PyFloat_FromDouble(a); }
static PyObject *f6(PyObject *m, PyObject *args) { double a = 3; if (!PyArg_ParseTuple(args, "|d", &a)) return NULL; return PyFloat_FromDouble(a); }
static PyObject *f7(PyObject *m, PyObject *args) { int a = 1; if (!PyArg_ParseTuple(args, "|p", &a)) return NULL; return PyLong_FromLong(a + 1); }
static PyObject *f8(PyObject *m, PyObject *args) { long a = 4, b = a + 1; if (!PyArg_ParseTuple(args, "|ll", &a, &b)) return NULL; return PyLong_FromLong(a + b); }
static PyObject *f9(PyObject *m, PyObject *args) { unsigned char a = 200, b = a + 100; if (!PyArg_ParseTuple(args, "|b", &b)) return NULL; return PyLong_FromLong(b); }
static PyObject *fa(PyObject *m, PyObject *args) { long a = -9223372036854775807L - 1; if (!PyArg_ParseTuple(args, "|l", &a)) return NULL; return PyLong_FromLong(a / 3); }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_VARARGS, NULL},
    {"f2", (PyCFunction)f2, METH_VARARGS, NULL},
    {"f3", (PyCFunction)f3, METH_VARARGS, NULL},
    {"f4", (PyCFunction)f4, METH_VARARGS, NULL},
    {"f5", (PyCFunction)f5, METH_VARARGS, NULL},
    {"f6", (PyCFunction)f6, METH_VARARGS, NULL},
    {"f7", (PyCFunction)f7, METH_VARARGS, NULL},
    {"f8", (PyCFunction)f8, METH_VARARGS, NULL},
    {"f9", (PyCFunction)f9, METH_VARARGS, NULL},
    {"fa", (PyCFunction)fa, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
