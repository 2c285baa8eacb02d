static PyObject *example(PyObject *self, PyObject *args) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  return PyFloat_FromDouble(x / 2);
}
static PyMethodDef methods[] = {
    {"example", (PyCFunction)(void *)example, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};
