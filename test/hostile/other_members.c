// RUN: %check_unit %s
// Members of other structs with the names of Python's, and a pointer into a type
// that is not the type.
//
// CHECK-REPORT-DAG: rejected: real: a Python object is used other than by unboxing it [object-use]
// CHECK-REPORT-DAG: rejected: bytes: a Python object is used other than by unboxing it [object-use]
// CHECK-REPORT-DAG: rejected: part: a Python object is used other than by unboxing it [object-use]
// CHECK-REPORT-DAG: rejected: flags: {{.*}}
//
// PYTHON: assert m.part(b'abc') == 3 and m.flags(b'abc') == 3

#include <Python.h>

struct with_real {
  double ob_fval;
};
struct with_bytes {
  unsigned char ob_sval[8];
};

static PyObject *real(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  return PyFloat_FromDouble(((struct with_real *)o)->ob_fval * 2);
}

static PyObject *bytes(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  if (!PyBytes_CheckExact(o)) {
    PyErr_SetString(PyExc_TypeError, "bytes");
    return NULL;
  }
  return PyLong_FromLong(((struct with_bytes *)o)->ob_sval[0]);
}

static PyObject *part(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  if (PyBytes_CheckExact(o)) {
    long k = PyBytes_GET_SIZE(o);
    if ((void *)Py_TYPE(o)->tp_as_buffer == (void *)&PyBytes_Type)
      k += 1000;
    return PyLong_FromLong(k);
  }
  PyErr_SetString(PyExc_TypeError, "bytes");
  return NULL;
}

static PyObject *flags(PyObject *self, PyObject *args) {
  PyObject *o;
  if (!PyArg_ParseTuple(args, "O", &o))
    return NULL;
  if (PyBytes_CheckExact(o)) {
    long k = PyBytes_GET_SIZE(o);
    if (Py_TYPE(o)->tp_flags == (unsigned long)&PyBytes_Type)
      k += 1000;
    return PyLong_FromLong(k);
  }
  PyErr_SetString(PyExc_TypeError, "bytes");
  return NULL;
}

static PyMethodDef methods[] = {
    {"real", (PyCFunction)(void (*)(void))real, METH_VARARGS, NULL},
    {"bytes", (PyCFunction)(void (*)(void))bytes, METH_VARARGS, NULL},
    {"part", (PyCFunction)(void (*)(void))part, METH_VARARGS, NULL},
    {"flags", (PyCFunction)(void (*)(void))flags, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "other_members", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_other_members(void) { return PyModule_Create(&module); }
