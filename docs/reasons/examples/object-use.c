static PyObject *example(PyObject *self, PyObject *x) {
  if (x == Py_None)
    return PyLong_FromLong(0);
  return PyLong_FromLong(x == self);
}
