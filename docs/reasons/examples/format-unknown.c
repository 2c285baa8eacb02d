static const char *format = "d";

static PyObject *example(PyObject *self, PyObject *args) {
  double x;
  if (!PyArg_ParseTuple(args, format, &x))
    return NULL;
  return PyFloat_FromDouble(x / 2);
}
