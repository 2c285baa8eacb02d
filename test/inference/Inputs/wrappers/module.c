/* A table whose wrappers stand in other files. */
#include <Python.h>

#define DECLARE(name) PyObject *name(PyObject *self, PyObject *args);
DECLARE(scale) DECLARE(same_again) DECLARE(no_error) DECLARE(of_object)
DECLARE(twice) DECLARE(weak) DECLARE(nowhere) DECLARE(three) DECLARE(passes)
PyObject *not_an_array(PyObject *self, PyObject *args);

static PyMethodDef methods[] = {
    {"scale", scale, METH_VARARGS, NULL},
    {"same_again", same_again, METH_O, NULL},
    {"no_error", no_error, METH_VARARGS, NULL},
    {"of_object", of_object, METH_VARARGS, NULL},
    {"twice", twice, METH_NOARGS, NULL},
    {"weak", weak, METH_NOARGS, NULL},
    {"nowhere", nowhere, METH_NOARGS, NULL},
    {"three", (PyCFunction)three, METH_VARARGS, NULL},
    {"passes", passes, METH_O, NULL},
    /* One wrapper, called in two ways. */
    {"scale_one", scale, METH_O, NULL},
    {"not_an_array", (PyCFunction)(void (*)(void))not_an_array, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
