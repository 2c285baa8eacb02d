// RUN: %check_unit %s
// C++: the wrapper is named from outside all name spaces; what stands in a class
// or a name space keeps its convention.

#include <Python.h>

static long scale(long x) { return x * 3; }
static PyObject *plain(PyObject *, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(scale(x));
}
static PyObject *widths(PyObject *, PyObject *args) {
  unsigned char b;
  short h;
  unsigned short H;
  unsigned int I;
  long long L;
  unsigned long long K;
  Py_ssize_t n = -1;
  int p = 1, C;
  char c;
  float f = -0.5f;
  if (!PyArg_ParseTuple(args, "bhHILKCc|npf", &b, &h, &H, &I, &L, &K, &C, &c,
                        &n, &p, &f))
    return NULL;
  if (h < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyFloat_FromDouble(b + h + H + I + L + K + n + p + C + c + (double)f);
}
static PyObject *is_odd(PyObject *, PyObject *args) {
  unsigned long long x;
  if (!PyArg_ParseTuple(args, "K", &x))
    return NULL;
  return PyBool_FromLong(x & 1);
}
static void nothing() {}
static PyObject *no_result(PyObject *, PyObject *args) {
  if (!PyArg_ParseTuple(args, ""))
    return NULL;
  nothing();
  Py_RETURN_NONE;
}
namespace inner {
static PyObject *hidden(PyObject *, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(scale(x));
}
} // namespace inner

// CHECK-REPORT-DAG: typed: plain: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: hidden: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: widths: double (
// CHECK-REPORT-DAG: typed: is_odd: {{[a-z]+}} (unsigned long long) [specialized, direct]
// CHECK-REPORT-DAG: typed: no_result: void (void) [direct, direct]
// CHECK-REWRITE: return pyunbox_call_varargs(PYUNBOX_FUNCTION(::plain),
// CHECK-REWRITE: PYUNBOX_METHOD_FAST(pyunbox_methods_plain, plain, METH_VARARGS, NULL),
// CHECK-REWRITE: PYUNBOX_METHOD_FAST(pyunbox_methods_widths,
// CHECK-REWRITE: PYUNBOX_METHOD_FAST(pyunbox_methods_is_odd,
// CHECK-REWRITE: PYUNBOX_METHOD_FAST(pyunbox_methods_no_result,
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_hidden, inner::hidden, METH_VARARGS, NULL),
static PyMethodDef methods[] = {
    {"plain", plain, METH_VARARGS, NULL},
    {"widths", widths, METH_VARARGS, NULL},
    {"is_odd", is_odd, METH_VARARGS, NULL},
    {"no_result", no_result, METH_VARARGS, NULL},
    {"hidden", inner::hidden, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

// A constant expression has no casts of functions in it.
// CHECK-REPORT-DAG: typed: constant: long (long) [direct, direct]
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_table_constant,
static constexpr PyMethodDef table[] = {
    {"constant", plain, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "fastcall", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_fastcall(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL ||
      PyModule_AddFunctions(module, const_cast<PyMethodDef *>(table)) < 0)
    return NULL;
  return module;
}

// PYTHON: assert m.plain(2) == m.hidden(2) == m.constant(2) == 6
// PYTHON: assert m.plain(True) == 3
// PYTHON: one = m.widths(1, 1, 1, 1, 1, 1, "x", b"c")
// PYTHON: assert one == 6 - 1 + 1 + ord("x") + ord("c") - 0.5
// PYTHON: assert m.widths(255, 1, 1, 1, -1, 2**40, "\0", b"\0", 0, False, 0.0) == 2**40 + 257
// PYTHON: assert m.widths(1, 1, 1, 1, 1, 1, "x", b"c", True, 5, 1) == one + 3.5
// PYTHON: assert m.is_odd(2**64 - 1) is True and m.is_odd(2**64) is False
// PYTHON: assert m.is_odd(-1) is True and m.no_result() is None
