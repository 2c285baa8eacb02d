// The closing line about likely bugs counts them and names the first ones: there
// may be thousands.
// RUN: %check_unit %s

// CHECK-REPORT: likely bugs in the extension: 10 missing-check (f1, f2, f3, f4, f5, f6, f7, f8 and 2 more){{$}}

#include <Python.h>

#define WRAPPER(name)                                                          \
  static PyObject *name(PyObject *self, PyObject *arg) {                       \
    return PyLong_FromLong(PyLong_AsLong(arg));                                \
  }
#define ROW(name) {#name, name, METH_O, NULL}

WRAPPER(f1)
WRAPPER(f2)
WRAPPER(f3)
WRAPPER(f4)
WRAPPER(f5)
WRAPPER(f6)
WRAPPER(f7)
WRAPPER(f8)
WRAPPER(f9)
WRAPPER(f10)

static PyMethodDef methods[] = {ROW(f1), ROW(f2), ROW(f3), ROW(f4),
                                ROW(f5), ROW(f6), ROW(f7), ROW(f8),
                                ROW(f9), ROW(f10), {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "likely_bugs_many",
                                    NULL, -1, methods};
PyMODINIT_FUNC PyInit_likely_bugs_many(void) {
  return PyModule_Create(&module);
}
