#include <Python.h>

int int_from(PyObject *object, int *to) {
  long value = PyLong_AsLong(object);
  if (PyErr_Occurred() || value != (int)value) {
    PyErr_Clear();
    return 0;
  }
  *to = (int)value;
  return 1;
}

int zero_on_success(PyObject *object, double *to) {
  *to = PyFloat_AsDouble(object);
  if (*to == -1 && PyErr_Occurred()) {
    PyErr_Clear();
    return -1;
  }
  return 0;
}

long as_long(PyObject *object) { return PyLong_AsLong(object); }

PyObject *wrap_int(int value) { return PyLong_FromLong(value); }
