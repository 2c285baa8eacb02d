#include <Python.h>

/* The same in a text counts for nothing: */
const char *text = "NOPYUNBOX";

static long twice(long x) { return 2 * x; }

static PyObject *wrapper(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

/* NOPYUNBOX: kept as it is, for a reason that stands here */
static PyObject *above(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

static PyObject *objects(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  return arg;
}

static PyMethodDef methods[] = {
    /* clang-format off */
    {"plain", wrapper, METH_O, NULL},
    {"alone", wrapper, METH_O, NULL}, // NOPYUNBOX
    {"above", above, METH_O, NULL},
    // NOPYUNBOX(returns-object, self-used)
    {"known", objects, METH_O, NULL},
    { /* NOPYUNBOX(self-use) */ "wrong", objects, METH_O, NULL},
    /* the last one
       is typed, and
       needs no comment */
    {"fine", wrapper, METH_O, NULL}, /* clang */ /* NOPYUNBOX(self-used) */
    {NULL, NULL, 0, NULL}};
