// RUN: %check_unit %s
// A call that an entry leaves out may do more than yield its value: in its
// arguments, or through pointers that a helper finds somewhere.
//
// CHECK-REPORT-DAG: rejected: counting: an argument of a call that is replaced has side effects [copy-unsafe]
// CHECK-REPORT-DAG: rejected: testing: {{.*}} [copy-unsafe]
// CHECK-REPORT-DAG: rejected: reading: {{.*}} [copy-unsafe]
// CHECK-REPORT-DAG: typed: through_a_struct: long (long) [specialized, boxed] (its entry cannot be written: what 'into' does has no counterpart without objects)
// CHECK-REPORT-DAG: typed: through_pointers: long (long) [specialized, boxed]
// CHECK-REPORT-DAG: typed: by_value: long (long) [specialized, boxed]
// CHECK-REPORT-DAG: typed: deeper: long (long) [adapter, boxed]
// CHECK-REPORT-DAG: typed: own: long (long) [specialized, direct]

#include <Python.h>

static PyObject *counting(PyObject *self, PyObject *const *args, Py_ssize_t n) {
  long i = 0, x, y;
  if (n != 2) {
    PyErr_SetString(PyExc_TypeError, "two arguments");
    return NULL;
  }
  x = PyLong_AsLong(args[i++]);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  y = PyLong_AsLong(args[1]);
  if (y == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x * 10 + y + i);
}

static PyObject *testing(PyObject *self, PyObject *o) {
  long k = 1, x;
  if (!PyLong_Check((k++, o))) {
    PyErr_SetString(PyExc_TypeError, "an int");
    return NULL;
  }
  x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x + 100 * k);
}

static PyObject *reading(PyObject *self, PyObject *o) {
  double k = 1;
  if (!PyFloat_Check(o)) {
    PyErr_SetString(PyExc_TypeError, "a float");
    return NULL;
  }
  double x = ((PyFloatObject *)(k++, o))->ob_fval;
  return PyFloat_FromDouble(x + 100 * k);
}

struct context {
  long *out;
};

static int into(PyObject *o, const struct context *c) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return -1;
  *c->out = x;
  return 0;
}

static PyObject *through_a_struct(PyObject *self, PyObject *o) {
  long x = 7;
  const struct context c = {&x};
  if (into(o, &c) < 0)
    return NULL;
  return PyLong_FromLong(2 * x);
}

static int into_pointer(PyObject *o, long *const *out) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return -1;
  **out = x;
  return 0;
}

static PyObject *through_pointers(PyObject *self, PyObject *o) {
  long x = 7, *const p = &x;
  if (into_pointer(o, &p) < 0)
    return NULL;
  return PyLong_FromLong(2 * x);
}

static int into_value(PyObject *o, struct context c) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return -1;
  *c.out = x;
  return 0;
}

static PyObject *by_value(PyObject *self, PyObject *o) {
  long x = 7;
  struct context c = {&x};
  if (into_value(o, c) < 0)
    return NULL;
  return PyLong_FromLong(2 * x);
}

static void set(const struct context *c, long x) { *c->out = x; }

static int into_deeper(PyObject *o, const struct context *c) {
  long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred())
    return -1;
  set(c, x);
  return 0;
}

static PyObject *deeper(PyObject *self, PyObject *o) {
  long x = 7;
  const struct context c = {&x};
  if (into_deeper(o, &c) < 0)
    return NULL;
  return PyLong_FromLong(2 * x);
}

// A variable of the helper's own is gone with it.
static int checked(PyObject *o, long *out) {
  struct {
    long last;
  } mine = {0};
  *out = PyLong_AsLong(o);
  mine.last = 1;
  return *out == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *own(PyObject *self, PyObject *o) {
  long x;
  if (checked(o, &x) < 0)
    return NULL;
  return PyLong_FromLong(2 * x);
}

static PyMethodDef methods[] = {
    {"counting", (PyCFunction)(void (*)(void))counting, METH_FASTCALL, NULL},
    {"testing", testing, METH_O, NULL},
    {"reading", reading, METH_O, NULL},
    {"through_a_struct", through_a_struct, METH_O, NULL},
    {"through_pointers", through_pointers, METH_O, NULL},
    {"by_value", by_value, METH_O, NULL},
    {"deeper", deeper, METH_O, NULL},
    {"own", own, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
