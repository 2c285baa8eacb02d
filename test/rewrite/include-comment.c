// RUN: %check_unit %s
// A comment goes on behind the line of the include.
//
// CHECK-REPORT-DAG: typed: inc: long (long) [specialized, direct]
//
// PYTHON: assert m.inc(2) == 3

#include <Python.h> /* comes first: it
  sets macros */ /* and
  more */
#include <math.h>

static PyObject *inc(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x + 1);
}

static PyMethodDef methods[] = {{"inc", inc, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "include_comment",
                                    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_include_comment(void) { return PyModule_Create(&module); }
