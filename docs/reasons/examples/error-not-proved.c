static PyObject *refuse(long n) {
  if (n < 0)
    PyErr_SetString(PyExc_ValueError, "negative");
  else if (n > 9)
    PyErr_SetString(PyExc_ValueError, "too much");
  return NULL;
}

static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  if (n < 0 || n > 9)
    return refuse(n);
  return PyLong_FromLong(n / 2);
}
