#include <Python.h>

long doubled(long x);

PyObject *scale(PyObject *self, PyObject *args) {
  double x;
  int by = 2;
  if (!PyArg_ParseTuple(args, "d|i", &x, &by))
    return NULL;
  return PyFloat_FromDouble(x * by);
}

/* It calls into a third file. */
PyObject *same_again(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(doubled(x));
}

PyObject *no_error(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x) || x < 0)
    return NULL;
  return PyLong_FromLong(x);
}

PyObject *of_object(PyObject *self, PyObject *args) {
  PyObject *x;
  if (!PyArg_ParseTuple(args, "O", &x))
    return NULL;
  return PyLong_FromLong(PyObject_Length(x));
}

PyObject *twice(PyObject *self, PyObject *none) { Py_RETURN_NONE; }

__attribute__((weak)) PyObject *weak(PyObject *self, PyObject *none) {
  Py_RETURN_NONE;
}

/* Not what the table takes it for. */
PyObject *three(PyObject *self, PyObject *args, PyObject *keywords) {
  Py_RETURN_NONE;
}

PyObject *passes(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + (long)(size_t)self);
}

PyObject *not_an_array(PyObject *self, PyObject *args) {
  Py_RETURN_NONE;
}
