#include <Python.h>
#if HOW == 9
#define int long
#endif

#if HOW == 7
__attribute__((weak)) PyObject *f(PyObject *self, PyObject *args);
PyObject *f(PyObject *self, PyObject *args) {
#elif HOW == 8
PyObject *f(PyObject *self, PyObject *args) {
#else
static PyObject *f(PyObject *self, PyObject *args) {
#endif
  signed x;
  if (!PyArg_ParseTuple(args, "i", &x))
    return NULL;
  return PyLong_FromLong(x * 3L);
}
#if HOW == 8
__attribute__((weak)) PyObject *f(PyObject *self, PyObject *args);
#endif

static PyObject *other(PyObject *self, PyObject *args) {
  return PyLong_FromSsize_t(PyTuple_Size(args) + (PyObject_IsTrue(self) > 0));
}

static PyMethodDef methods[] = {{"f", f, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "reached", NULL, -1, methods, NULL, NULL, NULL, NULL};
static PyType_Slot slots[] = {{Py_tp_methods, methods}, {0, NULL}};

PyMODINIT_FUNC PyInit_reached(void) {
#if HOW == 1
  PyMethodDef **table = &module.m_methods;
  (*table)[0].ml_meth = other;
#elif HOW == 2
  (*&module.m_methods)[0].ml_meth = other;
#elif HOW == 3
  PyMethodDef *row;
  memcpy(&row, &module.m_methods, sizeof row);
  row->ml_meth = other;
#elif HOW == 4
  ((PyMethodDef *)slots[0].pfunc)[0].ml_meth = other;
#elif HOW == 5
  PyObject *number = PyLong_FromLong(1);
  _PyLong_AsByteArray((PyLongObject *)number, (unsigned char *)methods, 16, 1, 0);
#elif HOW == 6
  module.m_methods->ml_meth = other;
#endif
  return slots[0].slot && other ? PyModule_Create(&module) : NULL;
}
