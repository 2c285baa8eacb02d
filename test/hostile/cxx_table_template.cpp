// RUN: %check_unit %s
// A template's own body does not say what its instances do.
//
// CHECK-REPORT-DAG: rejected: f: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: g: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: h: {{.*}}[table-used]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x); }
static PyObject *other(PyObject *m, PyObject *o) { return PyLong_FromLong(42); }

static PyMethodDef first[] = {{"f", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef second[] = {{"g", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef third[] = {{"h", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
template <class Row> static void change(Row *rows) { rows[0].ml_meth = other; }
template <class Row> struct Changer {
  static void change(Row *rows) { rows[0].ml_meth = other; }
};
// The assignment is the field.
static void assign(PyMethodDef *rows) {
  const char *&doc = (rows->ml_doc = "x");
  (&doc)[-2] = (const char *)other; }

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, NULL, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) {
  PyObject *m = PyModule_Create(&definition);
  change(first);
  Changer<PyMethodDef>::change(second);
  assign(third);
  PyModule_AddFunctions(m, first);
  PyModule_AddFunctions(m, second);
  PyModule_AddFunctions(m, third);
  return m; }
