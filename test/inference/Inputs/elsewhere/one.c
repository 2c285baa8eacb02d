#include <Python.h>

typedef int number;
number sum_of(number x, number y);
long length_of(const char *text);
long add_to_total(long x);

/* One call of a function that other files can call, too. */
PyObject *rows(PyObject *self, PyObject *args) {
  number x, y = 5;
  if (!PyArg_ParseTuple(args, "i|i", &x, &y))
    return NULL;
  return PyLong_FromLong(sum_of(x, y));
}

PyObject *length(PyObject *self, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  return PyLong_FromLong(length_of(text));
}

PyObject *total(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add_to_total(x));
}

/* What is called does not get just what was unboxed. */
PyObject *narrow(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sum_of(3, (number)x));
}

/* Others cannot call it. */
static long own(long x) { return x + 1; }
PyObject *hidden(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(own(x));
}

inline long maybe(long x) { return x + 2; }
PyObject *inlined(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(maybe(x));
}
