static PyObject *example(PyObject *self, PyObject *x) {
  long n = PyLong_AsLong(x);
  if (n == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(n + 1);
}

static PyCFunction chosen = example;
static PyMethodDef methods[] = {{"example", NULL, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static void choose(void) { methods[0].ml_meth = chosen; }
