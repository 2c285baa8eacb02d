// RUN: %check_unit %s
// The same with CRLF as the line end.
//
// CHECK-REPORT-DAG: typed: f1: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f3: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: f4: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f5: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f6: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f7: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f8: long (long) [specialized, direct]

#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#include <Python.h>
#define RETURN_LONG(x) return PyLong_FromLong(x)
#define CHECK(x) do { if ((x) == -1 && PyErr_Occurred()) return NULL; } while (0)
#define UNBOX(v, o) long v = PyLong_AsLong(o); if (v == -1 && PyErr_Occurred()) return NULL
static PyObject *f1(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  CHECK(x);
  RETURN_LONG(x + 1); }
static PyObject *f2(PyObject *m, PyObject *o) { UNBOX(x, o);
  RETURN_LONG(x + 1); }
static PyObject *f3(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1
#ifndef NO_CHECK
      && PyErr_Occurred()
#endif
  ) return NULL;
  return PyLong_FromLong(x + 1); }
static PyObject *f4(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o); /* comment with ; and } */
  if (x == -1 && /* ) */ PyErr_Occurred()) // trailing { \
     continued comment
    return NULL; /* é ü */
#ifdef NOT_DEFINED
  x = 3;
#else
  x = x + \
    4;
#endif
  return PyLong_FromLong(x); }
static PyObject *f5(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) goto fail;
  if (x > 100) goto big;
  return PyLong_FromLong(x + 1);
big: /* a : b */
  return PyLong_FromLong(x / 2);
fail /* x : y */ :
  return NULL; }
static PyObject *f6(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  else if (x < 0) { PyErr_SetString(PyExc_ValueError, "neg"); return NULL; }
  else return PyLong_FromLong(x); }
static PyObject *f7(PyObject *m, PyObject *o) {
  long x;
  if (x = PyLong_AsLong(o), x == -1 && PyErr_Occurred()) return NULL;
  switch (x & 3) { case 0: x++; case 1: x += 2; break; default: PyErr_SetString(PyExc_ValueError, "neg"); return NULL; }
  return PyLong_FromLong(x); }
static PyObject *f8(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if ((x == -1) && PyErr_Occurred() != NULL) { return NULL; }
  for (int i = 0; i < 3; i++) { if (x > 1000) return PyErr_Format(PyExc_ValueError, "%ld", x); x *= 3; }
  return PyLong_FromLong(x); }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_O, NULL},
    {"f2", (PyCFunction)f2, METH_O, NULL},
    {"f3", (PyCFunction)f3, METH_O, NULL},
    {"f4", (PyCFunction)f4, METH_O, NULL},
    {"f5", (PyCFunction)f5, METH_O, NULL},
    {"f6", (PyCFunction)f6, METH_O, NULL},
    {"f7", (PyCFunction)f7, METH_O, NULL},
    {"f8", (PyCFunction)f8, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
