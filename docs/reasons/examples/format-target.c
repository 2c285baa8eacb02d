static double last;

static PyObject *example(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, "d", &last))
    return NULL;
  return PyFloat_FromDouble(last / 2);
}
