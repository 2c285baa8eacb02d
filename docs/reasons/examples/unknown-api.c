static PyObject *example(PyObject *self, PyObject *x) {
  Py_ssize_t length = PyObject_Size(x);
  if (length < 0)
    return NULL;
  return PyLong_FromSsize_t(length);
}
