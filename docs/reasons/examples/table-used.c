static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(n + 1);
}
static PyMethodDef methods[] = {{"example", example, METH_O, NULL}, {NULL, NULL, 0, NULL}};

int takes_one(int row) { return methods[row].ml_flags == METH_O; }
