#include <Python.h>

static long total;
long doubled(long x) { return total += 2 * x; }

PyObject *twice(PyObject *self, PyObject *none) { Py_RETURN_TRUE; }
