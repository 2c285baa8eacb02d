// RUN: %check_unit %s -- -ffast-math
// RUN: %check_unit %s -- -fassociative-math -fno-signed-zeros -fno-trapping-math
// RUN: %check_unit %s -- -mfma
// Under relaxed floating-point rules the compiler may round what it inlines into
// the wrapper in another way than the function that stands alone.

#include <Python.h>
#include <math.h>

static double sum(double x, double y) { return x + y + 0.1 + 0.2; }

// CHECK-REPORT: {{typed|rejected}}: add: {{.*(boxed|fast-math)}}
static PyObject *add(PyObject *module, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble(sum(x, y));
}

// Integers are computed alike.
static int shifted(int x) { return x << 1; }

// CHECK-REPORT: typed: twice: long (int) [adapter, direct]
static PyObject *twice(PyObject *module, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(shifted(x) / 2 * 2);
}

static int rounded(int x) { return (int)(x * 1.5 + 0.1); }

// CHECK-REPORT: rejected: inside: {{.*}}[fast-math]
static PyObject *inside(PyObject *module, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(rounded(x));
}

static void end(int **x) { **x = (int)(**x * 1.5 + 0.1); }

static int last(int x) {
  int sum = x;
  {
    __attribute__((cleanup(end))) int *changed = &sum;
  }
  return sum;
}

// CHECK-REPORT: rejected: at_end: {{.*}}[fast-math]
static PyObject *at_end(PyObject *module, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(last(x));
}

// CHECK-REPORT: rejected: far: {{.*}}[fast-math]
static PyObject *far(PyObject *module, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(sqrt(x) > 2);
}

static PyMethodDef methods[] = {
    {"add", add, METH_VARARGS, NULL},
    {"twice", twice, METH_VARARGS, NULL},
    {"inside", inside, METH_VARARGS, NULL},
    {"at_end", at_end, METH_VARARGS, NULL},
    {"far", far, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "relaxed_math", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_relaxed_math(void) {
  return PyModule_Create(&definition);
}
