// RUN: %check_unit %s
// PyArg_ParseTupleAndKeywords: names, positional-only arguments and defaults.

#include <Python.h>

static double scale(double x, int by, float offset) {
  return x * by + (double)offset;
}

// CHECK-JSON: "keyword": true,
// CHECK-JSON-NEXT: "keyword_only": false,
// CHECK-JSON-NEXT: "name": "x",
// CHECK-JSON-NEXT: "optional": false,
// CHECK-JSON: "default": 2,
// CHECK-JSON-NEXT: "keyword": true,
// CHECK-JSON-NEXT: "keyword_only": false,
// CHECK-JSON-NEXT: "name": "by",
// CHECK-JSON-NEXT: "optional": true,
// CHECK-JSON: "default": 0.5,
// CHECK-JSON-NEXT: "keyword": true,
// CHECK-JSON-NEXT: "keyword_only": false,
// CHECK-JSON-NEXT: "name": "offset",
// CHECK-JSON-NEXT: "optional": true,
// CHECK-REPORT-DAG: typed: all: double (double, int, float) [direct, direct]
static PyObject *all(PyObject *module, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"x", "by", "offset", NULL};
  double x;
  int factor = 2;
  float offset = 0.5f;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "d|if:all", names, &x, &factor,
                                   &offset))
    return NULL;
  return PyFloat_FromDouble(scale(x, factor, offset));
}

// The names may be local, and const; one without a name goes by position only,
// and is called as its variable.
// CHECK-JSON: "keyword": false,
// CHECK-JSON-NEXT: "keyword_only": false,
// CHECK-JSON-NEXT: "name": "value",
// CHECK-JSON: "keyword": true,
// CHECK-JSON-NEXT: "keyword_only": false,
// CHECK-JSON-NEXT: "name": "by",
// CHECK-REPORT-DAG: typed: positional: double (double, int) [adapter, direct]
static PyObject *positional(PyObject *module, PyObject *args,
                            PyObject *kwargs) {
  char *names[] = {"", "by", 0};
  double value;
  int by;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "di", names, &value, &by))
    return NULL;
  return PyFloat_FromDouble(scale(value, by, 0));
}

// CHECK-REPORT: 2 of 2 methods typed
static PyMethodDef methods[] = {
    {"all", (PyCFunction)(void (*)(void))all, METH_VARARGS | METH_KEYWORDS,
     NULL},
    {"positional", (PyCFunction)(void (*)(void))positional,
     METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "parse_keywords", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_parse_keywords(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert m.all(3) == m.all(x=3) == m.all(3.0, 2) == 6.5
// PYTHON: assert m.all(3, offset=1) == 7 and m.all(by=1, x=3) == 3.5
// PYTHON: assert m.positional(3, by=2) == m.positional(3.0, 2) == 6
// PYTHON: try: m.positional(value=3, by=2)
// PYTHON: except TypeError: pass
// PYTHON: else: raise AssertionError
