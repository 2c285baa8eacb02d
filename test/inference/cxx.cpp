// RUN: %check_unit %s
// The same in C++: casts, references, constants, overloads, a namespace.

#include <Python.h>

#include <cmath>

namespace lib {
inline double scale(double x, int by) noexcept { return x * by; }
inline int scale(int x, int by) noexcept { return x * by; }
} // namespace lib

// CHECK-REPORT-DAG: typed: real: double (double, int) [adapter, direct]
static PyObject *real(PyObject *, PyObject *args) {
  double x;
  int by = 2;
  if (!PyArg_ParseTuple(args, "d|i", &x, &by))
    return nullptr;
  return PyFloat_FromDouble(lib::scale(x, by));
}

// CHECK-REPORT-DAG: typed: integer: long (int, int) [adapter, direct]
static PyObject *integer(PyObject *, PyObject *args) {
  int x{}, by{};
  if (!PyArg_ParseTuple(args, "ii", &x, &by))
    return nullptr;
  return PyLong_FromLong(static_cast<long>(lib::scale(x, by)));
}

// CHECK-REPORT-DAG: typed: root: double (double) [specialized, direct]
// CHECK-REWRITE: static double pyunbox_entry_root(double pyunbox_{{[a-z0-9]+}}) PYUNBOX_NOEXCEPT {
static PyObject *root(PyObject *, PyObject *arg) {
  const double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred() != nullptr)
    return nullptr;
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return nullptr;
  }
  return PyFloat_FromDouble(std::sqrt(x));
}

// CHECK-REPORT: 3 of 3 methods typed
static PyMethodDef methods[] = {
    {"real", real, METH_VARARGS, nullptr},
    {"integer", integer, METH_VARARGS, nullptr},
    {"root", root, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "cxx", nullptr, -1, methods,
    nullptr, nullptr, nullptr, nullptr};

PyMODINIT_FUNC PyInit_cxx(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.real(3) == 6 and m.integer(3, 2) == 6 and m.root(4) == 2
