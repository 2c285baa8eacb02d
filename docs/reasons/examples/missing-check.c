static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  return PyLong_FromLong(n / 2);
}
