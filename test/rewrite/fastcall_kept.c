// RUN: %check_unit %s
// Rows that keep METH_VARARGS on CPython, and why.

#include <Python.h>

static long scale(long x, int times) { return x * times; }
static PyObject *plain(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(scale(x, 3));
}
static PyObject *named(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"x", "times", NULL};
  long x;
  int times = 2;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "l|i", names, &x, &times))
    return NULL;
  return PyLong_FromLong(scale(x, times));
}
static Py_complex turned(Py_complex z) { z.real = -z.real; return z; }
static PyObject *turn(PyObject *self, PyObject *args) {
  Py_complex z;
  if (!PyArg_ParseTuple(args, "D", &z))
    return NULL;
  return PyComplex_FromCComplex(turned(z));
}

// A table whose rows another file may read.
// CHECK-JSON: "why_not": "the rows of its table may be read, and their functions called, by other code than the interpreter's"
// What the interpreter says of an unexpected keyword names the type.
// CHECK-JSON: "how": "boxed",
// CHECK-JSON-NEXT: "why_not": "the error for keyword arguments may name a type"
// CHECK-REPORT-DAG: typed: a_plain: long (long) [adapter, direct]
// CHECK-JSON: "how": "fastcall",
// CHECK-REPORT-DAG: typed: b_named: long (long, int) [direct, direct]
static PyMethodDef a_methods[] = {
    {"a_plain", plain, METH_VARARGS, NULL},
    {"b_named", (PyCFunction)(void (*)(void))named, METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}};
static PyType_Slot slots[] = {{Py_tp_methods, a_methods}, {0, NULL}};
static PyType_Spec spec = {"fastcall_kept.Thing", sizeof(PyObject), 0,
                           Py_TPFLAGS_DEFAULT, slots};

// CHECK-REPORT-DAG: typed: c_elsewhere: long (long) [adapter, direct]
extern PyMethodDef c_methods[];
PyMethodDef c_methods[] = {{"c_elsewhere", plain, METH_VARARGS, NULL},
                           {NULL, NULL, 0, NULL}};

// A wrapper that the code tells a function by.
static int is_told(PyCFunction function);
static PyObject *told(PyObject *self, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(scale(x, 2));
}
static int is_told(PyCFunction function) { return function == told; }

// CHECK-JSON: "why_not": "complex numbers are not passed unboxed"
// CHECK-REPORT-DAG: typed: d_turn: Py_complex (Py_complex) [direct, boxed]
// CHECK-JSON: "why_not": null
// CHECK-REPORT-DAG: typed: e_plain: long (long) [adapter, direct]
// CHECK-JSON: "why_not": "the address of the wrapper is used outside of the tables"
// CHECK-REPORT-DAG: typed: f_told: long (int) [{{[a-z]+}}, direct]
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_a_methods_a_plain,
// CHECK-REWRITE: PYUNBOX_METHOD_FAST(pyunbox_a_methods_b_named,
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_c_methods_c_elsewhere,
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_d_turn,
// CHECK-REWRITE: PYUNBOX_METHOD_FAST(pyunbox_methods_e_plain,
// CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_f_told,
static PyMethodDef methods[] = {
    {"d_turn", turn, METH_VARARGS, NULL},
    {"e_plain", plain, METH_VARARGS, NULL},
    {"f_told", told, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "fastcall_kept", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_fastcall_kept(void) {
  PyObject *module = PyModule_Create(&definition);
  PyObject *type = PyType_FromSpec(&spec);
  if (module == NULL || type == NULL ||
      PyModule_AddObject(module, "Thing", type) < 0)
    return NULL;
  if (PyModule_AddIntConstant(module, "is_told", is_told(told)) < 0)
    return NULL;
  return module;
}

// PYTHON: thing = m.Thing()
// PYTHON: assert thing.a_plain(1) == 3 and thing.b_named(1, times=5) == 5
// PYTHON: assert m.is_told == 1 and m.f_told(1) == 2
// PYTHON: assert m.e_plain(1) == 3 and m.d_turn(1j) == 1j
// PYTHON: def text(call):
// PYTHON:     try: return call()
// PYTHON:     except Exception as error: return str(error)
// PYTHON: assert text(lambda: thing.a_plain(x=1)) == "Thing.a_plain() takes no keyword arguments"
// PYTHON: assert text(lambda: m.e_plain(x=1)) == "e_plain() takes no keyword arguments"
