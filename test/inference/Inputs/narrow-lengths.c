#include <Python.h>
static PyObject *narrow(PyObject *m, PyObject *args) {
  const char *s;
  int n;
  if (!PyArg_ParseTuple(args, "s#", &s, &n))
    return NULL;
  return PyLong_FromLong(n);
}
static PyObject *wide(PyObject *m, PyObject *args) {
  const char *s;
  Py_ssize_t n;
  if (!PyArg_ParseTuple(args, "s#", &s, &n))
    return NULL;
  return PyLong_FromSsize_t(n);
}
static PyMethodDef methods[] = {{"narrow", narrow, METH_VARARGS, NULL},
                                {"wide", wide, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
