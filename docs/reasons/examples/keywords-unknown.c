static PyObject *example(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"x", NULL};
  double x;
  names[0] = getenv("NAME");
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "d", names, &x))
    return NULL;
  return PyFloat_FromDouble(x / 2);
}
