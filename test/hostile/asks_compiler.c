// RUN: %check_unit %s
// Where the compiler is not named, what asks for its abilities hangs on it.
//
// CHECK-REPORT-DAG: rejected: in_line: {{.*}} [compiler-identity]
// CHECK-REPORT-DAG: rejected: by_macro: {{.*}} [compiler-identity]

#include <Python.h>

#if __has_attribute(optimize)
#define BOX(X) PyFloat_FromDouble((double)(X))
#else
#define BOX(X) PyLong_FromLong(X)
#endif

static PyObject *in_line(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
#if __has_attribute(optimize) && \
    __has_builtin(__builtin_apply)
  return PyFloat_FromDouble((double)x);
#else
  return PyLong_FromLong(x);
#endif
}

static PyObject *by_macro(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return BOX(x);
}

static PyMethodDef methods[] = {
    {"in_line", in_line, METH_O, NULL},
    {"by_macro", by_macro, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hostile", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_hostile(void) { return PyModule_Create(&definition); }
