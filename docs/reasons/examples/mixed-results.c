static PyObject *example(PyObject *self, PyObject *x) {
  double number = PyFloat_AsDouble(x);
  if (number == -1 && PyErr_Occurred())
    return NULL;
  if (number < 0)
    Py_RETURN_NONE;
  return PyFloat_FromDouble(number / 2);
}
