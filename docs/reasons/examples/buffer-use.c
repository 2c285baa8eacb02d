static PyObject *example(PyObject *self, PyObject *args) {
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "y*", &view))
    return NULL;
  return PyLong_FromSsize_t(view.len); // and never released
}
