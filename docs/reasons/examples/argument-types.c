static PyObject *example(PyObject *self, PyObject *x) {
  long whole = PyLong_AsLong(x);
  if (whole == -1 && PyErr_Occurred())
    return NULL;
  double number = PyFloat_AsDouble(x);
  if (number == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(number - whole);
}
