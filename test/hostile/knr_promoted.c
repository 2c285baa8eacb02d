// RUN: %check_unit %s
// A definition in the old style takes what is promoted, whatever a prototype
// before it says; and a macro of the project's own has the name of ours.
//
// CHECK-REPORT-DAG: typed: narrow: {{.*}} [adapter, direct]
// CHECK-REPORT-DAG: rejected: bails: the wrapper uses a macro of its own that is called PYUNBOX_BAIL [copy-unsafe]

#include <Python.h>

static int halved(short x);
static int halved(x)
short x;
{
  return x / 2;
}

static PyObject *narrow(PyObject *self, PyObject *args) {
  short x;
  if (!PyArg_ParseTuple(args, "h", &x))
    return NULL;
  return PyLong_FromLong(halved(x));
}

#define PYUNBOX_BAIL 77

static PyObject *bails(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyLong_FromLong(x * PYUNBOX_BAIL);
}

static PyMethodDef methods[] = {
    {"narrow", narrow, METH_VARARGS, NULL},
    {"bails", bails, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
