// RUN: %check_unit %s
// What a macro is given stands once in the source and several times in the
// program: an edit would be made in all of them.
//
// CHECK-REPORT-DAG: rejected: repeats: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: branches: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: counts: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: nested: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: once: long (long) [specialized, direct]
// CHECK-REPORT-DAG: typed: untouched: long (long) [specialized, direct]
//
// PYTHON: assert m.repeats(5) == 8 and m.nested(5) == 8
// PYTHON: assert m.branches(4) == 1 and m.branches(2) == 14
// PYTHON: assert m.counts(5) == 20 and m.once(5) == 5 and m.untouched(5) == 24

#include <Python.h>
#define ONE(name) static PyObject *name(PyObject *m, PyObject *o)
#define TWICE(e) e; k = 4; e
#define ONCE(e) do { e; } while (0)
#define EITHER(c, s) if (c) { s } else { k = 7; s }
#define FAILED() (PyErr_Occurred() != NULL)

ONE(repeats) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long k = 0, r = 0;
  TWICE(r = r * 10 + (PyErr_Occurred() ? 1 : k));
  return PyLong_FromLong(r + k); }
ONE(nested) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long k = 0, r = 0;
  TWICE(r = r * 10 + (FAILED() ? 1 : k));
  return PyLong_FromLong(r + k); }
ONE(branches) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long k = 0, r = 0;
  EITHER(x > 3, r = PyErr_Occurred() ? k : k + 1; if (k == 7) r = r - 1;)
  return PyLong_FromLong(r + k); }
static PyObject *counts(PyObject *m, PyObject *const *args, Py_ssize_t nargs) {
  Py_ssize_t k = 0, r = 0;
  if (nargs != 1) { PyErr_SetString(PyExc_TypeError, "one"); return NULL; }
  long x = PyLong_AsLong(args[0]); if (x == -1 && PyErr_Occurred()) return NULL;
  TWICE(r = r * 10 + (nargs + k));
  return PyLong_FromLong(x + r); }
ONE(once) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long k = 0, r = 0;
  ONCE(r = PyErr_Occurred() ? 1 : x);
  return PyLong_FromLong(r + k); }
ONE(untouched) { long x = PyLong_AsLong(o); if (x == -1 && PyErr_Occurred()) return NULL;
  long k = 0, r = 0;
  TWICE(r = r * 10 + x + k - 3);
  return PyLong_FromLong(r - 6 + k); }

static PyMethodDef methods[] = {
    {"repeats", repeats, METH_O, NULL},
    {"nested", nested, METH_O, NULL},
    {"branches", branches, METH_O, NULL},
    {"once", once, METH_O, NULL},
    {"untouched", untouched, METH_O, NULL},
    {"counts", (PyCFunction)(void (*)(void))counts, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "twice_expanded",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_twice_expanded(void) { return PyModule_Create(&definition); }
