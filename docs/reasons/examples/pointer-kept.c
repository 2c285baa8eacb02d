static const char *last;

static PyObject *example(PyObject *self, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  last = text;
  return PyLong_FromLong(text[0]);
}
