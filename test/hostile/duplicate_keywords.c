// RUN: %check_unit %s
// One keyword names two parameters.
//
// CHECK-REPORT-DAG: rejected: f6: {{.*}}[keywords-unknown]

#include <Python.h>
static PyObject *f6(PyObject *m, PyObject *args, PyObject *kw) { long a, b; static char *k[] = {"a", "a", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kw, "ll", k, &a, &b)) return NULL; return PyLong_FromLong(a - b); }

static PyMethodDef methods[] = {
    {"f6", (PyCFunction)(void (*)(void))f6, METH_VARARGS|METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
