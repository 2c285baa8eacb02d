static PyObject *example(PyObject *self, PyObject *args) {
  const char *one, *other;
  if (!PyArg_ParseTuple(args, "ss", &one, &other))
    return NULL;
  return PyBool_FromLong(one == other);
}
