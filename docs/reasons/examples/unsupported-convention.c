static PyObject *example(PyObject *self, PyTypeObject *type, PyObject *const *args,
                         Py_ssize_t nargs, PyObject *names) {
  return PyLong_FromLong(1);
}
static PyMethodDef methods[] = {
    {"example", (PyCFunction)(void *)example,
     METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}};
