// RUN: %check_unit %s
// The destructor of an aggregate changes a global.
//
// CHECK-REPORT-DAG: typed: f: long (long) [direct, boxed]

#include <Python.h>
static long counter;
struct G { long v; ~G() { counter++; } };
static long impl(long x) { G g{x}; return g.v + 1; }
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  return PyLong_FromLong(impl(x)); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
