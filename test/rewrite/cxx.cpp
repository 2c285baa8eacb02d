// RUN: %check_unit %s
// C++: entries are noexcept, and a row with a comma that macro arguments would
// split stays as it is.

#include <Python.h>

namespace {

long inc_impl(long x) noexcept { return x + 1; }

PyObject *inc(PyObject *, PyObject *obj) {
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return nullptr;
  return PyLong_FromLong(inc_impl(x));
}

template <class A, class B> constexpr B as(A a) { return a; }

// CHECK-REPORT: typed: inc: long (long)
// CHECK-REPORT: typed: comma: long (long)

// CHECK-REWRITE: PYUNBOX_RECORD(pyunbox_methods_inc,
PyMethodDef methods[] = {
    // CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_inc, inc, METH_O, "doc"),
    {"inc", inc, METH_O, "doc"},
    // CHECK-REWRITE: {"comma", inc, as<int, int>(METH_O), nullptr},
    {"comma", inc, as<int, int>(METH_O), nullptr},
    {nullptr, nullptr, 0, nullptr}};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "cxx", nullptr, -1, methods,
    nullptr, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_cxx() { return PyModule_Create(&definition); }

// PYTHON: assert m.inc(1) == m.comma(1) == 2
