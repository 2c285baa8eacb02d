#include <Python.h>

static long inc_impl(long arg) { return arg + 1; }

static PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

static PyMethodDef methods[] = {
    {"inc", inc, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "inc", NULL, -1, methods, NULL, NULL, NULL, NULL};

#ifdef SECOND
PyObject *make_second(void) { return PyModule_Create(&definition); }
#else
PyObject *make_second(void);

PyMODINIT_FUNC PyInit_inc(void) {
  PyObject *module = PyModule_Create(&definition);
#ifdef TWO_UNITS
  PyModule_AddObject(module, "second", make_second());
#endif
  return module;
}
#endif
