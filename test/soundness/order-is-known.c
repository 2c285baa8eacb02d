// RUN: %check_unit %s
// Whether a variable is read before or after a call that sets it is up to the
// compiler, unless an operator between them says so.
//
// CHECK-REPORT-DAG: rejected: beside: {{.*}} [unsupported-c]
// CHECK-REPORT-DAG: rejected: behind_a_pointer: {{.*}} [unsupported-c]
// CHECK-REPORT-DAG: rejected: both_parsed: {{.*}} [unsupported-c]
// CHECK-REPORT-DAG: rejected: in_a_tuple: {{.*}} [tuple-result]
// CHECK-REPORT-DAG: typed: sequenced: long (long, long)
// CHECK-REPORT-DAG: typed: assigned: long (long)

#include <Python.h>

static int get(PyObject *o, long *x) {
  *x = PyLong_AsLong(o);
  return *x == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *beside(PyObject *self, PyObject *o) {
  long x = 7;
  long sum = x + get(o, &x);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sum);
}

static PyObject *behind_a_pointer(PyObject *self, PyObject *o) {
  long x = 7, *p = &x;
  long sum = *p + get(o, &x);
  if (PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(sum);
}

static PyObject *both_parsed(PyObject *self, PyObject *args) {
  long x = 7;
  if (PyArg_ParseTuple(args, "l", &x) == (x == 7 ? 0 : 1))
    return PyLong_FromLong(x);
  return NULL;
}

static PyObject *sequenced(PyObject *self, PyObject *args) {
  PyObject *a, *b;
  long x, y;
  if (!PyArg_ParseTuple(args, "OO", &a, &b))
    return NULL;
  if (get(a, &x) < 0 || get(b, &y) < 0)
    return NULL;
  return PyLong_FromLong(x > y ? x : y);
}

static PyObject *assigned(PyObject *self, PyObject *o) {
  long x = 0;
  x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x);
}

static int count;
static int next(void) { return ++count; }
static PyObject *in_a_tuple(PyObject *self, PyObject *none) {
  return Py_BuildValue("(ii)", next(), next());
}

static PyMethodDef methods[] = {
    {"in_a_tuple", in_a_tuple, METH_NOARGS, NULL},
    {"beside", beside, METH_O, NULL},
    {"behind_a_pointer", behind_a_pointer, METH_O, NULL},
    {"both_parsed", both_parsed, METH_VARARGS, NULL},
    {"sequenced", sequenced, METH_VARARGS, NULL},
    {"assigned", assigned, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
