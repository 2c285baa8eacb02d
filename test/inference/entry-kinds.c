// RUN: %check_unit %s
// The three kinds of entries: the implementation itself, a small function
// around it, and a copy of what the wrapper computes.

#include <Python.h>

static double area(double width, double height) { return width * height; }

// CHECK-REPORT-DAG: typed: direct: double (double, double) [direct, direct]
static PyObject *direct(PyObject *module, PyObject *args) {
  double width, height;
  if (!PyArg_ParseTuple(args, "dd", &width, &height))
    return NULL;
  return PyFloat_FromDouble(area(width, height));
}

// CHECK-REPORT-DAG: typed: adapter: double (double) [adapter, direct]
// CHECK-REWRITE: static double pyunbox_entry_adapter(double pyunbox_side) {
// CHECK-REWRITE: area(pyunbox_side, pyunbox_side)
static PyObject *adapter(PyObject *module, PyObject *args) {
  double side;
  if (!PyArg_ParseTuple(args, "d", &side))
    return NULL;
  return PyFloat_FromDouble(area(side, side));
}

// CHECK-REPORT-DAG: typed: specialized: double (double, double) [specialized, direct]
// CHECK-REWRITE: static double pyunbox_entry_specialized(double pyunbox_width, double pyunbox_height) {
// CHECK-REWRITE: return width * height
static PyObject *specialized(PyObject *module, PyObject *args) {
  double width, height;
  if (!PyArg_ParseTuple(args, "dd", &width, &height))
    return NULL;
  return PyFloat_FromDouble(width * height);
}

// CHECK-JSON: "id": "entry_kinds.adapter",
// CHECK-JSON-NEXT: "implementation": "area",
// CHECK-JSON: "id": "entry_kinds.direct",
// CHECK-JSON-NEXT: "implementation": "area",
// CHECK-JSON: "id": "entry_kinds.specialized",
// CHECK-JSON-NEXT: "implementation": null,
// CHECK-JSON: "typed_by_entry": {
// CHECK-JSON-NEXT: "adapter": 1,
// CHECK-JSON-NEXT: "direct": 1,
// CHECK-JSON-NEXT: "specialized": 1

// CHECK-REPORT: 3 of 3 methods typed (1 direct, 1 adapter, 1 specialized), 3 directly callable on PyPy
static PyMethodDef methods[] = {
    {"direct", direct, METH_VARARGS, NULL},
    {"adapter", adapter, METH_VARARGS, NULL},
    {"specialized", specialized, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "entry_kinds", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_entry_kinds(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.direct(2, 3) == m.specialized(2.0, 3) == 6
// PYTHON: assert m.adapter(3) == 9
