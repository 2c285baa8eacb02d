// RUN: %pyunbox analyze %s -- -I%python-include | FileCheck --check-prefix=SSE %s
// RUN: %pyunbox analyze %s -- -I%python-include -mno-sse2 | FileCheck --check-prefix=X87 %s
// RUN: %pyunbox analyze %s -- -I%python-include -ffp-eval-method=extended | FileCheck --check-prefix=X87 %s
// RUN: %pyunbox analyze %s -- -I%python-include -fsingle-precision-constant | FileCheck --check-prefix=X87 %s
// gcc alone knows single constants. Where FLT_EVAL_METHOD is not 0, intermediate results have more digits than a
// double, until they are spilled: a copy may be spilled elsewhere.
//
// SSE: typed: mean: double (double, double) [specialized, direct]
// X87: rejected: mean: {{.*}}[fast-math]

#include <Python.h>

static PyObject *mean(PyObject *self, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble((x + y) / 2 * 3.7);
}

static PyMethodDef methods[] = {
    {"mean", mean, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "excess", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_excess(void) { return PyModule_Create(&definition); }
