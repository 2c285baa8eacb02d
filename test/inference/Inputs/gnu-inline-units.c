#include <Python.h>
// gcc calls the definition of another file where it does not inline this one.
extern inline __attribute__((gnu_inline)) long f(long x) { return x + 1; }
static PyObject *calls(PyObject *m, PyObject *o) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(f(x));
}
static PyMethodDef methods[] = {{"calls", calls, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "inlined",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_inlined(void) { return PyModule_Create(&definition); }
