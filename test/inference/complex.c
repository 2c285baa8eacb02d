// RUN: %check_unit %s
// Complex numbers have a signature; no runtime passes them unboxed yet.

#include <Python.h>

static Py_complex turned(Py_complex z) {
  Py_complex r = {-z.imag, z.real};
  return r;
}

// CHECK-REPORT-DAG: typed: turn: Py_complex (Py_complex) [direct, boxed] (complex numbers are not passed unboxed)
// CHECK-REWRITE: {"z", PYUNBOX_TYPE_COMPLEX(Py_complex), PYUNBOX_PY_COMPLEX, 0, 0, 0.0},
static PyObject *turn(PyObject *module, PyObject *args) {
  Py_complex z;
  if (!PyArg_ParseTuple(args, "D", &z))
    return NULL;
  return PyComplex_FromCComplex(turned(z));
}

// CHECK-REPORT-DAG: typed: real: double (Py_complex) [specialized, boxed]
static PyObject *real(PyObject *module, PyObject *arg) {
  Py_complex z = PyComplex_AsCComplex(arg);
  if (PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(z.real);
}

static PyMethodDef methods[] = {
    {"turn", turn, METH_VARARGS, NULL},
    {"real", real, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "cplx", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_cplx(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.turn(1 + 2j) == -2 + 1j and m.real(3j) == 0.0
