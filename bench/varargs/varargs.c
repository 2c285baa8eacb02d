/* METH_VARARGS methods as most extensions write them: of scalars, texts and
 * buffers, and some that do more than compute. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <errno.h>
#include <math.h>
#include <string.h>

static long next(long x) { return x + 1; }
static double sum(double x, double y, double z) { return x + y + z; }
static long ends(const char *data, Py_ssize_t size) {
  return size ? data[0] + data[size - 1] : 0;
}

static PyObject *one(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(next(x));
}

static PyObject *two(PyObject *module, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble(sum(x, y, 0));
}

static PyObject *three(PyObject *module, PyObject *args, PyObject *keywords) {
  static char *names[] = {"x", "y", "z", NULL};
  double x, y, z = 0;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "dd|d", names, &x, &y, &z))
    return NULL;
  return PyFloat_FromDouble(sum(x, y, z));
}

static long total;

static PyObject *add(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "below 0");
    return NULL;
  }
  total += x;
  return PyLong_FromLong(total);
}

static PyObject *logarithm(PyObject *module, PyObject *args) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  errno = 0;
  x = log(x);
  if (errno)
    return PyErr_SetFromErrno(PyExc_ArithmeticError);
  return PyFloat_FromDouble(x);
}

static PyObject *length(PyObject *module, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  return PyLong_FromSize_t(strlen(text));
}

static PyObject *length_or_none(PyObject *module, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "z", &text))
    return NULL;
  return PyLong_FromSize_t(text ? strlen(text) : 0);
}

static PyObject *of_bytes(PyObject *module, PyObject *args) {
  const char *data;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "y#", &data, &size))
    return NULL;
  return PyLong_FromLong(ends(data, size));
}

static PyObject *of_either(PyObject *module, PyObject *args) {
  const char *data;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "s#", &data, &size))
    return NULL;
  return PyLong_FromLong(ends(data, size));
}

static PyMethodDef methods[] = {
    {"one", one, METH_VARARGS, NULL},
    {"two", two, METH_VARARGS, NULL},
    {"three", (PyCFunction)(void (*)(void))three, METH_VARARGS | METH_KEYWORDS,
     NULL},
    {"add", add, METH_VARARGS, NULL},
    {"logarithm", logarithm, METH_VARARGS, NULL},
    {"length", length, METH_VARARGS, NULL},
    {"length_or_none", length_or_none, METH_VARARGS, NULL},
    {"of_bytes", of_bytes, METH_VARARGS, NULL},
    {"of_either", of_either, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "varargs", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_varargs(void) { return PyModule_Create(&definition); }
