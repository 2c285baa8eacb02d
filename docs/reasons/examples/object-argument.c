int weigh(PyObject *x); // in another file

static PyObject *example(PyObject *self, PyObject *x) {
  return PyLong_FromLong(weigh(x));
}
