static PyObject *whole(long n) { return PyLong_FromLong(n); }
static PyObject *half(long n) { return PyLong_FromLong(n / 2); }

static PyObject *example(PyObject *self, PyObject *x) {
  PyObject *(*box)(long) = whole;
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  for (int i = 0;; i++) {
    PyObject *result = box(n);
    if (i == 1)
      return result;
    Py_XDECREF(result);
    box = half;
  }
}
