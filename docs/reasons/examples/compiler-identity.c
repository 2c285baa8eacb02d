static PyObject *example(PyObject *self, PyObject *x) {
  double number = PyFloat_AsDouble(x);
  if (number == -1 && PyErr_Occurred())
    return NULL;
#ifdef __clang__
  number = number / 2;
#else
  number = number / 4;
#endif
  return PyFloat_FromDouble(number);
}
