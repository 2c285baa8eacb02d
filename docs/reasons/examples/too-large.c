#define TEN(x) x x x x x x x x x x

static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(n TEN(TEN(TEN(TEN(+ 1 + n)))));
}
