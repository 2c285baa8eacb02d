// RUN: %check_unit %s
// Effects before an error is raised; static, thread-local and volatile memory; assembly.
//
// CHECK-REPORT-DAG: typed: f1: long (long) [specialized, gil]
// CHECK-REPORT-DAG: typed: f2: long (long) [specialized, gil]
// CHECK-REPORT-DAG: typed: f3: long (long) [specialized, boxed]
// CHECK-REPORT-DAG: typed: f4: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[error-handling]
// CHECK-REPORT-DAG: typed: f6: long (long) [specialized, boxed]
// CHECK-REPORT-DAG: typed: f7: long (long) [specialized, gil]
// CHECK-REPORT-DAG: typed: f8: long (long) [specialized, gil]
// CHECK-REPORT-DAG: rejected: f9: {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: rejected: fa: {{.*}}[copy-unsafe]

#include <Python.h>
#include <stdio.h>
#include <stdlib.h>
static long count;
static PyObject *f1(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  if (a < 0) { count++; PyErr_SetString(PyExc_ValueError, "n"); return NULL; } return PyLong_FromLong(a * 2); }
static PyObject *f2(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  if (a < 0) { printf("neg"); PyErr_SetString(PyExc_ValueError, "n"); return NULL; } return PyLong_FromLong(a * 2); }
static PyObject *f3(PyObject *m, PyObject *o) { static long n; long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  if (a < 0) { n++; return PyErr_Format(PyExc_ValueError, "%ld", n); } return PyLong_FromLong(a * 2); }
static PyObject *f4(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  char *p = malloc(10); if (!p) return PyErr_NoMemory(); p[0] = (char)a; a += p[0]; free(p);
  if (a < 0) { PyErr_SetString(PyExc_ValueError, "n"); return NULL; } return PyLong_FromLong(a * 2); }
static PyObject *f5(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  PyErr_SetString(PyExc_ValueError, "n"); PyErr_Clear(); return PyLong_FromLong(a * 2); }
static PyObject *f6(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  volatile long v = a; static const long *p; long w = p ? *p : v; return PyLong_FromLong(w); }
static __thread long tl;
static PyObject *f7(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(a + tl); }
const volatile long hw = 3;
static PyObject *f8(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(a + hw); }
static PyObject *f9(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  __asm__("" : "+r"(a)); return PyLong_FromLong(a); }
static long asmf(long a) { __asm__ volatile("nop"); return a; }
static PyObject *fa(PyObject *m, PyObject *o) { long a = PyLong_AsLong(o); if (a == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(asmf(a)); }

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
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
