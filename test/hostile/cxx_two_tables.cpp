// RUN: %check_unit %s
// An extern "C" block, two tables and a single PyMethodDef.
//
// CHECK-REPORT-DAG: typed: g: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: one: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: f: long (long) [specialized, direct]

#include <Python.h>
extern "C" {
static PyObject *f(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return nullptr;
  return PyLong_FromLong(x + 1); }
}
static PyMethodDef more[] = {{"g", f, METH_VARARGS, nullptr}, {nullptr, nullptr, 0, nullptr}};
static PyMethodDef one = {"one", f, METH_VARARGS, nullptr};
PyObject *use(PyObject *m) { PyModule_AddFunctions(m, more); return PyCFunction_New(&one, nullptr); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
