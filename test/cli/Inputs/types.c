#include <Python.h>

static double scale(double x, double by) { return x * by; }

static PyObject *scaled(PyObject *self, PyObject *args) {
  double x, in = 1.5;
  if (!PyArg_ParseTuple(args, "d|d:scaled", &x, &in))
    return NULL;
  return PyFloat_FromDouble(scale(x, in));
}

static PyObject *twice(PyObject *self, PyObject *arg) {
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(scale(x, 2));
}

static PyMethodDef functions[] = {{"scaled", scaled, METH_VARARGS, NULL},
                                  {"lambda", twice, METH_O, NULL},
                                  {NULL, NULL, 0, NULL}};

static PyMethodDef plain_methods[] = {{"twice", twice, METH_O, NULL},
                                      {NULL, NULL, 0, NULL}};
static PyTypeObject Plain = {PyVarObject_HEAD_INIT(NULL, 0)
                             .tp_name = "package.types.Plain",
                             .tp_basicsize = sizeof(PyObject),
                             .tp_methods = plain_methods};

static PyMethodDef made_methods[] = {
    {"twice", twice, METH_O | METH_STATIC, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot slots[] = {{Py_tp_methods, made_methods}, {0, NULL}};
static PyType_Spec Made = {"types.Made", sizeof(PyObject), 0,
                           Py_TPFLAGS_DEFAULT, slots};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "types", NULL, -1, functions, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_types(void) {
  PyObject *module = PyModule_Create(&definition);
  PyObject *made = PyType_FromSpec(&Made);
  if (!module || !made || PyType_Ready(&Plain) < 0 ||
      PyModule_AddObject(module, "Made", made) < 0)
    return NULL;
  Py_INCREF(&Plain);
  PyModule_AddObject(module, "Plain", (PyObject *)&Plain);
  return module;
}
