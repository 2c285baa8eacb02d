#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "memory.h"

// Each wrapper hands its text to the function of its name.
#define WRAPPER(NAME)                                                          \
  static PyObject *py_##NAME(PyObject *self, PyObject *args) {                 \
    const char *text;                                                          \
    Py_ssize_t size;                                                           \
    if (!PyArg_ParseTuple(args, "s#", &text, &size))                           \
      return NULL;                                                             \
    return PyLong_FromLong(NAME(text, size));                                  \
  }
#define ROW(NAME) {#NAME, py_##NAME, METH_VARARGS, NULL},

WRAPPER(sum)
WRAPPER(passes_on)
WRAPPER(ping)
WRAPPER(keeps)
WRAPPER(writes)
WRAPPER(passes_to_keeper)
WRAPPER(compares)
WRAPPER(calls_unknown)
WRAPPER(gets_it_back)

static PyObject *py_first(PyObject *self, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  return PyLong_FromLong(*first(text));
}

static PyObject *py_first_kept(PyObject *self, PyObject *args) {
  static const char *kept;
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  kept = first(text);
  return PyLong_FromLong(*kept);
}

static PyMethodDef methods[] = {
    ROW(sum) ROW(passes_on) ROW(ping) ROW(keeps) ROW(writes)
    ROW(passes_to_keeper) ROW(compares) ROW(calls_unknown) ROW(gets_it_back)
    ROW(first) ROW(first_kept) {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "memory", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_memory(void) { return PyModule_Create(&definition); }
