// RUN: %check_unit %s
// An optional argument whose default is not a constant cannot be filled in by
// a caller.
//
// CHECK-REPORT-DAG: rejected: computed: {{.*}}[default-unknown]
// CHECK-REPORT-DAG: rejected: unset: {{.*}}[default-unknown]
// CHECK-REPORT-DAG: rejected: flag: {{.*}}[default-unknown]

#include <Python.h>

static int next_number(void);
static PyObject *computed(PyObject *self, PyObject *args) {
  int x, y = next_number();
  if (!PyArg_ParseTuple(args, "i|i", &x, &y))
    return NULL;
  return PyLong_FromLong(x + y);
}

static int counter;
static int next_number(void) { return ++counter; }

static PyObject *unset(PyObject *self, PyObject *args) {
  int x, y;
  if (!PyArg_ParseTuple(args, "i|i", &x, &y))
    return NULL;
  return PyLong_FromLong(x);
}

/* -1 means "not given": no bool stands for it. */
static PyObject *flag(PyObject *self, PyObject *args) {
  int x = -1;
  if (!PyArg_ParseTuple(args, "|p", &x))
    return NULL;
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"computed", computed, METH_VARARGS, NULL},
    {"unset", unset, METH_VARARGS, NULL},
    {"flag", flag, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
