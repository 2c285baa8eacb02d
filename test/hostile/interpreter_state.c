// RUN: %check_unit %s
// Variables of the interpreter, keywords that are an empty dict, and functions of
// the API that raise for what they are given.
//
// CHECK-REPORT-DAG: typed: set_flag: long (long) [adapter, boxed] (needs the GIL: variable 'Py_InspectFlag')
// CHECK-REPORT-DAG: typed: read_flag: long (long) [specialized, boxed] (needs the GIL: variable 'Py_OptimizeFlag')
// CHECK-REPORT-DAG: typed: set_class: long (long) [adapter, gil] (needs the GIL: variable 'PyExc_ValueError')
// CHECK-REPORT-DAG: rejected: no_keywords: {{.*}}
// CHECK-REPORT-DAG: rejected: size_of_dict: a Python object is used other than by unboxing it [object-use]
// CHECK-REPORT-DAG: rejected: size_of_null: the size of something other than the arguments is asked for [object-use]
// CHECK-REPORT-DAG: rejected: item_of_null: an element of something other than the arguments is asked for [object-use]
// CHECK-REPORT-DAG: rejected: new_item: an element of something other than the arguments is asked for [object-use]
// CHECK-REPORT-DAG: rejected: state_of_null: NULL is asked for what an object has [object-use]
// CHECK-REPORT-DAG: typed: raises_class: long (long) [specialized, direct]

#include <Python.h>

static long thrice(long x) { return 3 * x; }

static PyObject *set_flag(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  Py_InspectFlag = (int)x;
  return PyLong_FromLong(thrice(x));
}

static PyObject *read_flag(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x + Py_OptimizeFlag);
}

static PyObject *set_class(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  PyExc_ValueError = NULL;
  return PyLong_FromLong(thrice(x));
}

// f(2, **{}) passes a dict.
static PyObject *no_keywords(PyObject *self, PyObject *args, PyObject *kw) {
  long x;
  if (kw != NULL || PyTuple_Size(args) != 1) {
    PyErr_SetString(PyExc_TypeError, "one argument, by place");
    return NULL;
  }
  x = PyLong_AsLong(PyTuple_GetItem(args, 0));
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(thrice(x));
}

static PyObject *size_of_dict(PyObject *self, PyObject *args, PyObject *kw) {
  static char *names[] = {"x", NULL};
  long x;
  if (kw)
    PyTuple_Size(kw);
  if (!PyArg_ParseTupleAndKeywords(args, kw, "l", names, &x))
    return NULL;
  return PyLong_FromLong(thrice(x));
}

static PyObject *size_of_null(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  PyTuple_Size(NULL);
  return PyLong_FromLong(thrice(x));
}

static PyObject *item_of_null(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  PyTuple_GetItem(NULL, 0);
  return PyLong_FromLong(thrice(x));
}

static PyObject *new_item(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  PySequence_GetItem(NULL, 0);
  return PyLong_FromLong(thrice(x));
}

static PyObject *state_of_null(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  PyModule_GetState(NULL);
  return PyLong_FromLong(thrice(x));
}

// The class is only read.
static PyObject *raises_class(PyObject *self, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "negative");
    return NULL;
  }
  return PyLong_FromLong(x + 1);
}

static PyMethodDef methods[] = {
    {"set_flag", (PyCFunction)(void (*)(void))set_flag, METH_VARARGS, NULL},
    {"read_flag", (PyCFunction)(void (*)(void))read_flag, METH_VARARGS, NULL},
    {"set_class", (PyCFunction)(void (*)(void))set_class, METH_VARARGS, NULL},
    {"no_keywords", (PyCFunction)(void (*)(void))no_keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {"size_of_dict", (PyCFunction)(void (*)(void))size_of_dict, METH_VARARGS | METH_KEYWORDS, NULL},
    {"size_of_null", (PyCFunction)(void (*)(void))size_of_null, METH_VARARGS, NULL},
    {"item_of_null", (PyCFunction)(void (*)(void))item_of_null, METH_VARARGS, NULL},
    {"new_item", (PyCFunction)(void (*)(void))new_item, METH_VARARGS, NULL},
    {"state_of_null", (PyCFunction)(void (*)(void))state_of_null, METH_VARARGS, NULL},
    {"raises_class", (PyCFunction)(void (*)(void))raises_class, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "interpreter_state", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_interpreter_state(void) { return PyModule_Create(&module); }
