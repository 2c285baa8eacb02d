// RUN: %check_unit %s
// A static variable that is initialized on the first call keeps what that call
// gave it; a copy of the function would have one of its own.

#include <Python.h>

// CHECK-REPORT-DAG: typed: first: double (double) [specialized, boxed] (uses state of the module: variable 'kept'; its entry cannot be written: a static variable of the wrapper)
static PyObject *first(PyObject *, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1 && PyErr_Occurred())
    return nullptr;
  static const double kept = x;
  return PyFloat_FromDouble(kept);
}

// The implementation has such a variable: state, read and written.
static double remember(double x) noexcept {
  static const double kept = x;
  return kept;
}
// CHECK-REPORT-DAG: typed: second: double (double) [direct, gil] (uses state {{.*}})
static PyObject *second(PyObject *, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1 && PyErr_Occurred())
    return nullptr;
  return PyFloat_FromDouble(remember(x));
}

// CHECK-REPORT-DAG: typed: constant: double (double) [specialized, direct]
static PyObject *constant(PyObject *, PyObject *arg) {
  static const double kept = 2.0 * 3.5;
  double x = PyFloat_AsDouble(arg);
  if (x == -1 && PyErr_Occurred())
    return nullptr;
  return PyFloat_FromDouble(x * kept);
}

// CHECK-REPORT: 3 of 3 methods typed
static PyMethodDef methods[] = {
    {"first", first, METH_O, nullptr},
    {"second", second, METH_O, nullptr},
    {"constant", constant, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "lazy", nullptr, -1, methods,
    nullptr, nullptr, nullptr, nullptr};

PyMODINIT_FUNC PyInit_lazy(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.first(1) == m.first(2) == 1
// PYTHON: assert m.second(1) == m.second(2) == 1 and m.constant(2) == 14
