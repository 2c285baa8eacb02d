#include <Python.h>

PyObject *twice(void) { return Py_None; }
