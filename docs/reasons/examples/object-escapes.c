static PyObject *last;

static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  last = x;
  return PyLong_FromLong(n);
}
