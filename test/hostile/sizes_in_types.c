// RUN: %check_unit %s
// Sizes in types below a pointer are computed, too.
//
// CHECK-REPORT-DAG: rejected: below_pointer: the size of an array in a type is computed here [unsupported-c]
// CHECK-REPORT-DAG: rejected: in_cast: the size of an array in a type is computed here [unsupported-c]
// CHECK-REPORT-DAG: rejected: in_typedef: the size of an array in a type is computed here [unsupported-c]
// CHECK-REPORT-DAG: rejected: in_typeof: the size of an array in a type is computed here [unsupported-c]

#include <Python.h>
static long twice(long x) { return 2 * x; }
static PyObject *below_pointer(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  long (*p)[(x = 5)]; (void)&p;
  return PyLong_FromLong(twice(x));
}
static PyObject *in_cast(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  (void)(long (*)[(x = 5)])0;
  return PyLong_FromLong(twice(x));
}
static PyObject *in_typedef(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  typedef long (*T)[(x = 5)]; T t; (void)&t;
  return PyLong_FromLong(twice(x));
}
static PyObject *in_typeof(PyObject *m, PyObject *args) {
  long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  __typeof__(long (*)[(x = 5)]) q; (void)&q;
  return PyLong_FromLong(twice(x));
}

static PyMethodDef methods[] = {
    {"below_pointer", below_pointer, METH_VARARGS, NULL},
    {"in_cast", in_cast, METH_VARARGS, NULL},
    {"in_typedef", in_typedef, METH_VARARGS, NULL},
    {"in_typeof", in_typeof, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
