// RUN: %check_unit %s
// Where methods are defined: arrays and single definitions, of modules and of
// types, with casts and macros around the parts of a row.

#include <Python.h>

static long inc_impl(long x) { return x + 1; }

static PyObject *inc(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

static PyObject *same(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  return arg;
}

#define INC_NAME "by_macros"
#define INC_FUNCTION ((PyCFunction)inc)
#define INC_FLAGS (METH_O)
#define INC_DOC PyDoc_STR("documentation")
#define ROW(name, function) {name, function, METH_O, NULL}

// CHECK-REPORT: tables.c:[[#@LINE+10]]:5: typed: plain: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: again: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: cast: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: two_casts: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: address: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: by_macros: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: whole_row: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: designated: long (long)
// CHECK-REPORT-NEXT: rejected: same: {{.*}}[returns-object]
static PyMethodDef methods[] = {
    {"plain", inc, METH_O, NULL},
    {"again", inc, METH_O, "one wrapper in two rows"},
    {"cast", (PyCFunction)inc, METH_O, NULL},
    {"two_casts", (PyCFunction)(void (*)(void))inc, METH_O, NULL},
    {"address", &inc, METH_O, NULL},
    {INC_NAME, INC_FUNCTION, INC_FLAGS, INC_DOC},
    ROW("whole_row", inc),
    {.ml_name = "designated", .ml_meth = inc, .ml_flags = METH_O},
    {"same", same, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

// CHECK-REPORT-NEXT: note: Return what PyLong_From
// CHECK-REPORT-NEXT: tables.c:[[#@LINE+1]]:29: typed: single: long (long) [direct, direct]
static PyMethodDef single = {"single", inc, METH_O, NULL};

// CHECK-REPORT-NEXT: typed: method: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: class_method: long (long) [direct, direct]
// CHECK-REPORT-NEXT: typed: static_method: long (long) [direct, direct]
static PyMethodDef type_methods[] = {
    {"method", inc, METH_O, NULL},
    {"class_method", inc, METH_O | METH_CLASS, NULL},
    {"static_method", inc, METH_O | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL}};

static PyType_Slot slots[] = {{Py_tp_methods, type_methods}, {0, NULL}};
static PyType_Spec spec = {"tables.Type", 0, 0, Py_TPFLAGS_DEFAULT, slots};

// CHECK-JSON: "id": "tables.again",
// CHECK-JSON: "module": "tables",
// CHECK-JSON: "id": "tables.plain",

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "tables", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_tables(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL)
    return NULL;
  PyModule_AddObject(module, "single", PyCFunction_New(&single, NULL));
  PyModule_AddObject(module, "Type", PyType_FromSpec(&spec));
  return module;
}

// PYTHON: rows = "plain again cast two_casts address by_macros whole_row"
// PYTHON: for row in (rows + " designated single").split():
// PYTHON:     assert getattr(m, row)(41) == 42
// PYTHON:     assert getattr(m, row).__name__ == row
// PYTHON: assert m.by_macros.__doc__ == "documentation" and m.same(m) is m
// PYTHON: assert m.Type().method(1) == m.Type.class_method(1) == 2
// PYTHON: assert m.Type.static_method(1) == 2
