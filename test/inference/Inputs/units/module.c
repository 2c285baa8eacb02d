/* Wrappers of functions that stand in other files. */
#include <Python.h>

#include "others.h"

/* Not the function of that name that one.c keeps to itself. */
long helper(long i) { return i; }

#define WRAP(name)                                                             \
  static PyObject *wrap_##name(PyObject *self, PyObject *x) {                  \
    long i = PyLong_AsLong(x);                                                 \
    if (i == -1 && PyErr_Occurred())                                           \
      return NULL;                                                             \
    return PyLong_FromLong(name(i));                                           \
  }
WRAP(pure) WRAP(counts) WRAP(recursion) WRAP(deep) WRAP(raises) WRAP(replaced)
WRAP(twice) WRAP(weak) WRAP(nowhere) WRAP(own_helper) WRAP(shared_helper)
WRAP(assembly) WRAP(fetestexcept) WRAP(elsewhere) WRAP(identity) WRAP(aliased)

static PyMethodDef methods[] = {
    {"pure", wrap_pure, METH_O, NULL},
    {"counts", wrap_counts, METH_O, NULL},
    {"recursion", wrap_recursion, METH_O, NULL},
    {"deep", wrap_deep, METH_O, NULL},
    {"raises", wrap_raises, METH_O, NULL},
    {"replaced", wrap_replaced, METH_O, NULL},
    {"twice", wrap_twice, METH_O, NULL},
    {"weak", wrap_weak, METH_O, NULL},
    {"nowhere", wrap_nowhere, METH_O, NULL},
    {"own_helper", wrap_own_helper, METH_O, NULL},
    {"shared_helper", wrap_shared_helper, METH_O, NULL},
    {"assembly", wrap_assembly, METH_O, NULL},
    {"fetestexcept", wrap_fetestexcept, METH_O, NULL},
    {"elsewhere", wrap_elsewhere, METH_O, NULL},
    {"identity", wrap_identity, METH_O, NULL},
    {"aliased", wrap_aliased, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
