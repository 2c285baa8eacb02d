static PyObject *example(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "l", &x)) // writes a long
    return NULL;
  return PyLong_FromLong(x);
}
