static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  PyErr_Clear();
  return PyLong_FromLong(n / 2);
}
