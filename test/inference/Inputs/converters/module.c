/* Wrappers that use helpers of another file. */
#include <Python.h>

int int_from(PyObject *object, int *to);
int zero_on_success(PyObject *object, double *to);
long as_long(PyObject *object);
PyObject *wrap_int(int value);

/* A status, tested in both ways. */
static PyObject *add(PyObject *self, PyObject *args) {
  PyObject *a, *b;
  int x, y;
  if (!PyArg_ParseTuple(args, "OO", &a, &b))
    return NULL;
  if (!int_from(a, &x) || int_from(b, &y) == 0) {
    PyErr_SetString(PyExc_TypeError, "two numbers, please");
    return NULL;
  }
  return wrap_int(x / 2 + y / 2);
}

static PyObject *halve(PyObject *self, PyObject *object) {
  double x;
  int failed = zero_on_success(object, &x);
  if (failed)
    return PyErr_Format(PyExc_TypeError, "no number");
  return PyFloat_FromDouble(x / 2);
}

static PyObject *next(PyObject *self, PyObject *object) {
  long x = as_long(object);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x < 1000 ? x + 1 : x);
}

/* Four bytes of eight. */
static PyObject *cast(PyObject *self, PyObject *object) {
  long x = 0;
  if (!int_from(object, (int *)&x))
    return PyErr_Format(PyExc_TypeError, "no number");
  return PyLong_FromLong(x);
}

static int global;
static PyObject *into_global(PyObject *self, PyObject *object) {
  if (!int_from(object, &global))
    return PyErr_Format(PyExc_TypeError, "no number");
  return wrap_int(global);
}

/* Boxed twice. */
static PyObject *nested(PyObject *self, PyObject *object) {
  int x;
  if (!int_from(wrap_int(1), &x))
    return PyErr_Format(PyExc_TypeError, "no number");
  return wrap_int(x);
}

static PyMethodDef methods[] = {{"add", add, METH_VARARGS, NULL},
                                {"halve", halve, METH_O, NULL},
                                {"next", next, METH_O, NULL},
                                {"cast", cast, METH_O, NULL},
                                {"into_global", into_global, METH_O, NULL},
                                {"nested", nested, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
