#include <Python.h>
#ifdef WIDE
typedef long number;
#define UNIT "l"
#else
typedef int number;
#define UNIT "i"
#endif

static PyObject *twice(PyObject *self, PyObject *args) {
  number x;
  if (!PyArg_ParseTuple(args, UNIT, &x))
    return NULL;
  return PyLong_FromLong(2 * x);
}

static PyObject *same(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x);
}

static PyObject *half(PyObject *self, PyObject *o) {
#ifdef WIDE
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x / 2);
#else
  Py_INCREF(o);
  return o;
#endif
}

#ifdef WIDE
static PyObject *third(PyObject *self, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x / 3);
}
#endif

static PyMethodDef methods[] = {
    {"twice", twice, METH_VARARGS, NULL},
    {"same", same, METH_O, NULL},
    {"half", half, METH_O, NULL},
#ifdef WIDE
    {"third", third, METH_O, NULL},
#endif
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "spam", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_spam(void) { return PyModule_Create(&definition); }
