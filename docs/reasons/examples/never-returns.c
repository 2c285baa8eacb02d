static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  PyErr_SetString(PyExc_NotImplementedError, "not yet");
  return NULL;
}
