// RUN: %check_unit %s
// A function of the table's name space has the name of the implementation.
//
// CHECK-REPORT-DAG: typed: w: double (double) [direct, direct]
// CHECK-REPORT-DAG: typed: v: {{.*}} [adapter, direct]
// CHECK-REWRITE-DAG: PYUNBOX_FUNCTION(::scale)
// CHECK-REWRITE-DAG: return ::half(

#include <Python.h>
static double scale(double x) { return x * 2; }
static double half(double x, int unused) { (void)unused; return x / 2; }
static PyObject *w(PyObject *, PyObject *args) {
  double x; if (!PyArg_ParseTuple(args, "d", &x)) return nullptr;
  return PyFloat_FromDouble(scale(x)); }
static PyObject *v(PyObject *, PyObject *args) {
  double x; if (!PyArg_ParseTuple(args, "d", &x)) return nullptr;
  return PyFloat_FromDouble(half(x, 1)); }

namespace q {
static double scale(double x) { return -x; }
static double half(double x, int) { return -x; }
static PyMethodDef methods[] = {
    {"w", w, METH_VARARGS, nullptr},
    {"v", v, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};
double uses() { return scale(1) + half(1, 1); }
} // namespace q
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&q::definition); }
