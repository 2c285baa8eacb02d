static PyObject *example(PyObject *self, PyObject *args) {
  double sum = 0;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++)
    sum += PyFloat_AsDouble(PyTuple_GET_ITEM(args, i));
  if (PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(sum);
}
