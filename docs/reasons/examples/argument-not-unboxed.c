static PyObject *example(PyObject *self, PyObject *args) {
  PyObject *ignored;
  double x;
  if (!PyArg_ParseTuple(args, "Od", &ignored, &x))
    return NULL;
  return PyFloat_FromDouble(x / 2);
}
