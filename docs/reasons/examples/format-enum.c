enum color { RED, GREEN, BLUE };

static PyObject *example(PyObject *self, PyObject *args) {
  enum color x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(x == GREEN);
}
