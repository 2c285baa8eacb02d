static long plus(long x) { return x + 1; }

// NOPYUNBOX: not yet
static PyObject *in_header(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(plus(x));
}
