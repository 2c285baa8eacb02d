PyObject *example(PyObject *self, PyObject *x);
static PyMethodDef methods[] = {{"example", example, METH_O, NULL}, {NULL, NULL, 0, NULL}};
