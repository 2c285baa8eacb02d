/* A table whose wrappers, in one.c, call functions of two.c. */
#include <Python.h>

#define DECLARE(name) PyObject *name(PyObject *self, PyObject *args);
DECLARE(rows) DECLARE(length) DECLARE(total) DECLARE(narrow) DECLARE(hidden)
DECLARE(inlined)
/* Not the function that the wrapper calls by this name. */
#define sum_of(x, y) not_a_function

static PyMethodDef methods[] = {
    {"rows", rows, METH_VARARGS, NULL},
    {"length", length, METH_VARARGS, NULL},
    {"total", total, METH_O, NULL},
    {"narrow", narrow, METH_O, NULL},
    {"hidden", hidden, METH_O, NULL},
    {"inlined", inlined, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
