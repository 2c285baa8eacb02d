// RUN: %check_unit %s
// The module that the project was born from: one direct entry.

#include <Python.h>

long inc_impl(long arg) { return arg + 1; }

PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long obj_int = PyLong_AsLong(obj);
  if (obj_int == -1 && PyErr_Occurred()) {
    return NULL;
  }
  long result = inc_impl(obj_int);
  return PyLong_FromLong(result);
}

// CHECK-REWRITE: #include <Python.h>
// CHECK-REWRITE-NEXT: #include <pyunbox/typed_method.h>
// CHECK-REWRITE: PYUNBOX_CHECK_FUNCTION(pyunbox_methods_inc, inc_impl, long (long));
// CHECK-REWRITE: static const int pyunbox_methods_inc_tail[] = {
// CHECK-REWRITE-NEXT: PYUNBOX_TAIL_LONG, PYUNBOX_TAIL_END};
// CHECK-REWRITE-NEXT: PYUNBOX_RECORD(pyunbox_methods_inc, "inc", 1, 1, PYUNBOX_TYPE_INT(long),
// CHECK-REWRITE: PYUNBOX_TAIL_LONG, PYUNBOX_FUNCTION(inc_impl));
// CHECK-REWRITE: static PyMethodDef methods[] = {
static PyMethodDef methods[] = {
    // CHECK-REPORT: seed.c:[[#@LINE+2]]:5: typed: inc: long (long) [direct, direct]
    // CHECK-REWRITE: {{^}}    PYUNBOX_METHOD(pyunbox_methods_inc, inc, METH_O, "Add one to an int"),
    {"inc", inc, METH_O, "Add one to an int"},
    // CHECK-REWRITE: {{^}}    {NULL, NULL, 0, NULL}};
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "seed", "A C extension module.", -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_seed(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.inc(41) == 42 and m.inc(-2) == -1
// PYTHON: assert m.inc.__name__ == "inc"
// PYTHON: assert m.inc.__doc__ == "Add one to an int"
// PYTHON: for bad in ("x", 1.0, None, 2**63):
// PYTHON:     try: m.inc(bad)
// PYTHON:     except (TypeError, OverflowError): continue
// PYTHON:     raise AssertionError(bad)
