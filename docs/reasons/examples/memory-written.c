static PyObject *example(PyObject *self, PyObject *args) {
  char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  text[0] = 'x';
  return PyLong_FromLong(text[1]);
}
