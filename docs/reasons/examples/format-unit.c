static PyObject *example(PyObject *self, PyObject *args) {
  int x, y;
  if (!PyArg_ParseTuple(args, "(ii)", &x, &y)) // a tuple of two
    return NULL;
  return PyLong_FromLong(x + y);
}
