// RUN: %check_unit %s
// Pointers made of numbers, and constants that point to variables.
//
// CHECK-REPORT-DAG: typed: copied: {{.*}}, gil] (uses state of the module: {{.*}})
// CHECK-REPORT-DAG: typed: by_union: {{.*}}, gil] (uses state of the module: {{.*}})
// CHECK-REPORT-DAG: typed: by_buffer: {{.*}}, gil] (uses state of the module: {{.*}})
// CHECK-REPORT-DAG: typed: by_constant: {{.*}}, gil] (uses state of the module: variable 'constant')

#include <Python.h>
#include <string.h>
static long counter;
struct holder { long *p; };
static long poke(long a) { struct holder s; memcpy(&s, &a, sizeof s); return ++*s.p; }
static long in_union(long a) { union { long l; struct holder s; } u; u.l = a; return ++*u.s.p; }
static long in_buffer(long a) { char c[sizeof(long)]; memcpy(c, &a, sizeof a); return ++*((struct holder *)c)->p; }
static const struct holder constant = (struct holder){&counter};
static long through(long a) { return a + ++*constant.p; }
static PyObject *copied(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long r = poke(x);
  if (r > 0) { PyErr_SetString(PyExc_ValueError, "x"); return NULL; }
  return PyLong_FromLong(r);
}
static PyObject *by_union(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long r = in_union(x);
  if (r > 0) { PyErr_SetString(PyExc_ValueError, "x"); return NULL; }
  return PyLong_FromLong(r);
}
static PyObject *by_buffer(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long r = in_buffer(x);
  if (r > 0) { PyErr_SetString(PyExc_ValueError, "x"); return NULL; }
  return PyLong_FromLong(r);
}
static PyObject *by_constant(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long r = through(x);
  if (r > 0) { PyErr_SetString(PyExc_ValueError, "x"); return NULL; }
  return PyLong_FromLong(r);
}

static PyMethodDef methods[] = {
    {"copied", copied, METH_VARARGS, NULL},
    {"by_union", by_union, METH_VARARGS, NULL},
    {"by_buffer", by_buffer, METH_VARARGS, NULL},
    {"by_constant", by_constant, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
