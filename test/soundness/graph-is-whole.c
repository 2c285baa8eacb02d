// RUN: %check_unit %s
// gcc leaves the outer loop, as the graph does not show it.
//
// CHECK-REPORT-DAG: rejected: broken: {{.*}} [unsupported-c]

#include <Python.h>

static long twice(long i) { return 2 * i; }
static PyObject *broken(PyObject *self, PyObject *x) {
  long k = 0;
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  for (;;) {
    for (({ if (i < 1000) break; 1; }); k < 9;)
      break;
    k = 7;
    break;
  }
  if (k != 7)
    i = -i;
  return PyLong_FromLong(twice(i));
}

static PyMethodDef methods[] = {{"broken", broken, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
