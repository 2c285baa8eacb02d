// RUN: %check_unit %s
// Several tables with the same names in them; one is a single definition, one
// stands before the wrapper.

#include <Python.h>

static PyObject *inc(PyObject *module, PyObject *obj);
static long inc_impl(long arg);

// CHECK-REPORT-DAG: typed: inc: long (long)
// CHECK-REPORT-DAG: typed: inc: long (long)
// CHECK-REPORT-DAG: typed: inc: long (long)
// CHECK-REPORT: 3 of 3 methods typed

// CHECK-REWRITE: PYUNBOX_RECORD(pyunbox_early_inc,
// CHECK-REWRITE: static PyMethodDef early[] = {PYUNBOX_METHOD(pyunbox_early_inc, inc, METH_O, NULL), {NULL, NULL, 0, NULL}};
static PyMethodDef early[] = {{"inc", inc, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static long inc_impl(long arg) { return arg + 1; }

static PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

// CHECK-REWRITE: PYUNBOX_RECORD(pyunbox_late_inc,
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_late_inc, inc, METH_O, "late"),
static PyMethodDef late[] = {
    {"inc", inc, METH_O, "late"},
    {NULL, NULL, 0, NULL}};

// CHECK-REWRITE: PYUNBOX_RECORD(pyunbox_single_inc,
// CHECK-REWRITE: static PyMethodDef single = PYUNBOX_METHOD(pyunbox_single_inc, inc, METH_O, "single");
static PyMethodDef single = {"inc", inc, METH_O, "single"};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "tables", NULL, -1, early, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_tables(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL || PyModule_AddFunctions(module, late) < 0)
    return NULL;
  PyModule_AddObject(module, "single", PyCFunction_New(&single, NULL));
  return module;
}

// PYTHON: assert m.inc(1) == 2 and m.inc.__doc__ == "late"
// PYTHON: assert m.single(1) == 2 and m.single.__name__ == "inc"
