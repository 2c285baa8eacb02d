// RUN: %check_unit %s -- -ffast-math
// Under -ffast-math a copied computation may round in another way.
//
// CHECK-REPORT-DAG: rejected: mean: {{.*}}[fast-math]

#include <Python.h>

static PyObject *mean(PyObject *self, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble((x + y) / 2 * 3.7);
}

static PyMethodDef methods[] = {
    {"mean", mean, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
