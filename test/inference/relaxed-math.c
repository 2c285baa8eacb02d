// RUN: %check_unit %s -- -ffast-math
// RUN: %check_unit %s -- -fassociative-math -fno-signed-zeros -fno-trapping-math
// Under relaxed floating-point rules the compiler may round what it inlines into
// the wrapper in another way than the function that stands alone.

#include <Python.h>

static double sum(double x, double y) { return x + y + 0.1 + 0.2; }

// CHECK-REPORT: {{typed|rejected}}: add: {{.*(boxed|fast-math)}}
static PyObject *add(PyObject *module, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble(sum(x, y));
}

static PyMethodDef methods[] = {
    {"add", add, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "relaxed_math", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_relaxed_math(void) {
  return PyModule_Create(&definition);
}
