// RUN: %check_unit %s
// The project gives names of the API that generated functions use to macros of
// its own. Nothing is generated that would meet them; PyPy's way needs none.
//
// CHECK-REPORT-DAG: typed: next: double (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: nothing: void (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: above: int (long) [specialized, direct]
// CHECK-REWRITE-NOT: PYUNBOX_METHOD_FAST
//
// PYTHON: assert m.next(4.0) == 5.0 and m.nothing(4.0) is None
// PYTHON: assert m.above(4) is True

#include <Python.h>

static PyObject *next(PyObject *m, PyObject *args) { double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  return PyFloat_FromDouble(x + 1); }
static PyObject *nothing(PyObject *m, PyObject *args) { double x;
  if (!PyArg_ParseTuple(args, "d", &x)) return NULL;
  Py_INCREF(Py_None); return Py_None; }
static PyObject *above(PyObject *m, PyObject *args) { long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyBool_FromLong(x > 3); }

static inline PyObject *twice(double x) { return PyFloat_FromDouble(2 * x); }
#define PyFloat_FromDouble(x) twice(x)
#undef Py_RETURN_NONE
#define Py_RETURN_NONE return PyLong_FromLong(77)
#define PyBool_FromLong(x) PyLong_FromLong(5 * (x))

static PyMethodDef methods[] = {
    {"next", next, METH_VARARGS, NULL},
    {"nothing", nothing, METH_VARARGS, NULL},
    {"above", above, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "api_macros",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_api_macros(void) { return PyModule_Create(&definition); }
