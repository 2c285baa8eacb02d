// RUN: %check_unit %s
// Typed, but each read of the memory counts for whoever watches it.
//
// CHECK-REPORT-DAG: typed: port: {{.*}} [direct, gil] (uses volatile memory: volatile memory)

#include <Python.h>

static const volatile long port_value = 1;
static long port_impl(long i) { return port_value + i; }
static PyObject *port(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(port_impl(i));
}

static PyMethodDef methods[] = {{"port", port, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
