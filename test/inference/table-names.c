// RUN: %check_unit %s
// Code that adds the rows of a table one by one reads their names: those of
// rewritten rows are the same. Names and documentation may be read by a function,
// too, and the latter replaced, as SWIG does it.

#include <Python.h>

// CHECK-REPORT-DAG: typed: inc: long (long) [specialized, direct]
static PyObject *inc(PyObject *self, PyObject *x) {
  long i = PyLong_AsLong(x);
  if (i == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(i / 2);
}

static PyMethodDef methods[] = {
    {"inc", inc, METH_O, "Halves @."},
    {NULL, NULL, 0, NULL}};

static void describe(PyMethodDef *rows, const char *what) {
  static char text[80];
  for (int i = 0; rows[i].ml_name; ++i) {
    const char *at = rows[i].ml_doc ? strchr(rows[i].ml_doc, '@') : NULL;
    if (at) {
      snprintf(text, sizeof text, "%.*s%s", (int)(at - rows->ml_doc),
               rows[i].ml_doc, what);
      rows[i].ml_doc = text;
    }
  }
}

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "named", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_named(void) {
  PyObject *module = PyModule_Create(&definition);
  describe(methods, "numbers");
  for (int i = 0; module && methods[i].ml_name != NULL; i++) {
    PyObject *f = PyCFunction_NewEx(&methods[i], NULL, NULL);
    if (!f || PyModule_AddObject(module, methods[i].ml_name, f))
      return NULL;
    // The documentation of any function may be looked at.
    if (!((PyCFunctionObject *)f)->m_ml->ml_doc)
      return NULL;
  }
  return module;
}

// PYTHON: assert m.inc(8) == 4 and m.inc.__name__ == "inc"
// PYTHON: assert m.inc.__doc__ == "Halves numbers", m.inc.__doc__
