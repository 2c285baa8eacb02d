// RUN: %check_unit %s
// Tables of which more than the names is read, or a name is changed.
//
// CHECK-REPORT-DAG: rejected: renamed: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: pointed: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: flagged: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: copied: {{.*}}[table-used]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x); }

static PyMethodDef renamed[] = {{"renamed", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef pointed[] = {{"pointed", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef flagged[] = {{"flagged", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef copied[] = {{"copied", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
const char **name_of_pointed(void);
const char **name_of_pointed(void) { return &pointed[0].ml_name; }

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, NULL, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) {
  PyObject *m = PyModule_Create(&definition);
  renamed[0].ml_name = "other";
  PyMethodDef copy = copied[0];
  if (renamed[0].ml_name && pointed[0].ml_name && copy.ml_name &&
      flagged[0].ml_name && flagged[0].ml_flags == METH_O)
    PyModule_AddFunctions(m, flagged);
  return m; }
