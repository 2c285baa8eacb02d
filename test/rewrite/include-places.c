// RUN: %check_unit %s
// The include of pyunbox's header stands behind that of Python.h, here none that
// all configurations have: before it, macros would come too late.
//
// CHECK-REPORT-DAG: typed: inc: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: keep: {{.*}} [format-unit]
//
// PYTHON: assert m.inc(2) == 3 and m.keep(b'abc') == b'abc'

#include <math.h>
#define PY_SSIZE_T_CLEAN
#ifdef _DEBUG
#undef _DEBUG
#include <Python.h>
#define _DEBUG
#else
#include <Python.h>
#endif

static PyObject *inc(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x + 1);
}

static PyObject *keep(PyObject *self, PyObject *args) {
  PyObject *type = NULL;
  const char *text;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "y#|O!", &text, &size, &PyBytes_Type, &type))
    return NULL;
  return PyBytes_FromStringAndSize(text, size);
}

static PyMethodDef methods[] = {{"inc", inc, METH_VARARGS, NULL},
                                {"keep", keep, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "include_places",
                                    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_include_places(void) { return PyModule_Create(&module); }
