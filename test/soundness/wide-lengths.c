// RUN: %check_unit %s
// Without PY_SSIZE_T_CLEAN '#' writes an int, or nothing at all: a length of eight
// bytes would be half garbage.
//
// CHECK-REPORT-DAG: rejected: sum: {{.*}}[format-mismatch]

#include <Python.h>

static PyObject *sum(PyObject *self, PyObject *args) {
  const char *data;
  Py_ssize_t size;
  long total = 0;
  if (!PyArg_ParseTuple(args, "s#", &data, &size))
    return NULL;
  while (size-- > 0)
    total += *data++;
  return PyLong_FromLong(total);
}

static PyMethodDef methods[] = {
    {"sum", sum, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
