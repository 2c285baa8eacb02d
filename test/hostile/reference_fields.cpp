// RUN: %check_unit %s
// A field that is a reference is another name for a variable, whose value is not
// known then.
//
// CHECK-REPORT-DAG: typed: field: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: element: long (long) [specialized, direct]
//
// PYTHON: assert m.field(4) == 4 and m.element(4) == 4

#include <Python.h>
#define ONE(name) static PyObject *name(PyObject *, PyObject *o)

struct S { int &r; };
ONE(field) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  int k = 0; S s{k}; s.r = 5;
  if (k == 5) return PyLong_FromLong(x);
  return PyLong_FromLong(-x); }
ONE(element) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  int k = 0; S s[1] = {{k}}; s[0].r = 5;
  if (k == 5) return PyLong_FromLong(x);
  return PyLong_FromLong(-x); }

static PyMethodDef methods[] = {
    {"field", field, METH_O, NULL},
    {"element", element, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "reference_fields",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_reference_fields(void) { return PyModule_Create(&definition); }
