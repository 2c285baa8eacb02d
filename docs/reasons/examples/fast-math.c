// gcc -ffast-math
static double sum(double x, double y) { return x + y + 0.1 + 0.2; }

static PyObject *example(PyObject *self, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble(sum(x, y));
}
