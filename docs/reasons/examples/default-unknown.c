#include <time.h>

static PyObject *example(PyObject *self, PyObject *args) {
  long x = (long)time(NULL);
  if (!PyArg_ParseTuple(args, "|l", &x))
    return NULL;
  return PyLong_FromLong(x / 60);
}
