// RUN: %check_unit %s
// Tables of which more than the names is read, or a name is changed.
//
// CHECK-REPORT-DAG: rejected: renamed: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: pointed: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: flagged: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: copied: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: kept: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: moved: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: named: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: passed: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: taken: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: faked: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: shifted: {{.*}}[table-used]
// CHECK-REPORT-DAG: rejected: weak: {{.*}}[table-used]

#include <Python.h>
static PyObject *f(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x); }

static PyMethodDef renamed[] = {{"renamed", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef pointed[] = {{"pointed", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef flagged[] = {{"flagged", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef copied[] = {{"copied", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef kept[] = {{"kept", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef moved[] = {{"moved", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef named[] = {{"named", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef passed[] = {{"passed", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef taken[] = {{"taken", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef faked[] = {{"faked", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef shifted[] = {{"shifted", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef weak[] = {{"weak", f, METH_O, NULL}, {NULL, NULL, 0, NULL}};
struct fake { const char *name; void *ml_doc; };
static void fake(PyMethodDef *table) { ((struct fake *)table)->ml_doc = NULL; }
static void shift(PyMethodDef *table) { ((PyMethodDef *)((char (*)[8])table)[1])->ml_doc = "x"; }
void describe(PyMethodDef *table);
__attribute__((weak)) void describe(PyMethodDef *table) { table->ml_doc = NULL; }
static PyMethodDef *rows;
static void keep(PyMethodDef *table) { if (table->ml_name) rows = table; }
static void move(PyMethodDef *table) { while (table->ml_name) { table->ml_doc = NULL; ++table; } }
static void name(PyMethodDef *table) { table[0].ml_name = "other"; }
static void pass(PyMethodDef *table) { if (table->ml_name) keep(table); }
static void take(PyMethodDef *table) { const char **doc = &table[0].ml_doc; *doc = NULL; }
const char **name_of_pointed(void);
const char **name_of_pointed(void) { return &pointed[0].ml_name; }

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, NULL, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) {
  PyObject *m = PyModule_Create(&definition);
  renamed[0].ml_name = "other";
  keep(kept);
  move(moved);
  name(named);
  pass(passed);
  take(taken);
  fake(faked);
  shift(shifted);
  describe(weak);
  PyMethodDef copy = copied[0];
  if (renamed[0].ml_name && pointed[0].ml_name && copy.ml_name &&
      flagged[0].ml_name && flagged[0].ml_flags == METH_O)
    PyModule_AddFunctions(m, flagged);
  return m; }
