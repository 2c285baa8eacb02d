// RUN: %check_unit %s
// Wrappers with target and optimize attributes.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[fast-math]
// CHECK-REPORT-DAG: rejected: g: {{.*}}[fast-math]

#include <Python.h>
__attribute__((target("fma"), optimize("O3")))
static PyObject *f(PyObject *m, PyObject *args) {
  double a, b, c; if (!PyArg_ParseTuple(args, "ddd", &a, &b, &c)) return NULL;
  return PyFloat_FromDouble(a * b + c); }
#include <immintrin.h>
__attribute__((target("fma")))
static PyObject *g(PyObject *m, PyObject *args) {
  double a, b, c; if (!PyArg_ParseTuple(args, "ddd", &a, &b, &c)) return NULL;
  return PyFloat_FromDouble(_mm_cvtsd_f64(_mm_fmadd_sd(_mm_set_sd(a), _mm_set_sd(b), _mm_set_sd(c)))); }

static PyMethodDef methods[] = {
    {"f", (PyCFunction)f, METH_VARARGS, NULL},
    {"g", (PyCFunction)g, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
