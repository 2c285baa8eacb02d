static PyObject *example(PyObject *self, PyObject *args) {
  if (PyTuple_GET_SIZE(args) != -1) {
    PyErr_SetString(PyExc_TypeError, "no arguments, please");
    return NULL;
  }
  return PyLong_FromLong(1);
}
