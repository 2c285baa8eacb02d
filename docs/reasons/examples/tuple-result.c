static PyObject *example(PyObject *self, PyObject *x) {
  double number = PyFloat_AsDouble(x);
  if (number == -1 && PyErr_Occurred())
    return NULL;
  return Py_BuildValue("(d(dd))", number, number / 2, number / 4);
}
