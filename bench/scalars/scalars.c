/* METH_VARARGS methods of one to three scalars, as most extensions write them. */
#include <Python.h>

static long next(long x) { return x + 1; }
static double sum(double x, double y, double z) { return x + y + z; }

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

static PyMethodDef methods[] = {
    {"one", one, METH_VARARGS, NULL},
    {"two", two, METH_VARARGS, NULL},
    {"three", (PyCFunction)(void (*)(void))three, METH_VARARGS | METH_KEYWORDS,
     NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "scalars", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_scalars(void) { return PyModule_Create(&definition); }
