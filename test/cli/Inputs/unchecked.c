#include <Python.h>

static PyObject *seen(PyObject *self, PyObject *o) {
  return PyLong_FromLong(2 * PyLong_AsLong(o));
}
static PyObject *known(PyObject *self, PyObject *o) {
  return PyLong_FromLong(3 * PyLong_AsLong(o)); // NOPYUNBOX(missing-check)
}
static PyObject *two(PyObject *self, PyObject *args) {
  PyObject *a, *b;
  if (!PyArg_UnpackTuple(args, "two", 2, 2, &a, &b))
    return NULL;
  return PyLong_FromLong(PyLong_AsLong(a) + PyLong_AsLong(b));
}

static PyMethodDef methods[] = {
    {"seen", seen, METH_O, NULL},
    {"known", known, METH_O, NULL},
    {"two", two, METH_VARARGS, NULL}, // NOPYUNBOX(missing-check)
    {"again", seen, METH_O, NULL}, // NOPYUNBOX(missing-check)
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "unchecked",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_unchecked(void) { return PyModule_Create(&definition); }
