static PyObject *example(PyObject *self, PyObject *args) {
  double x, larger;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  if (x > 1)
    larger = x;
  return PyFloat_FromDouble(larger / 2);
}
