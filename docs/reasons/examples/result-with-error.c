static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  if (n < 0)
    PyErr_SetString(PyExc_ValueError, "negative");
  return PyLong_FromLong(n / 2);
}
