// RUN: %check_unit %s
// A variable that the entry does not need any more, whose initializer sets one
// that it does need.
//
// CHECK-REPORT-DAG: typed: parsed: double (double) [specialized, direct]
// CHECK-REPORT-DAG: typed: computed: double (double) [adapter, direct]
// CHECK-REWRITE: static double pyunbox_entry_parsed(
// CHECK-REWRITE: int ok = (x = pyunbox_x, 1); (void)ok;
// CHECK-REWRITE: static double pyunbox_entry_computed(
// CHECK-REWRITE: int rc = compute(x, &out); (void)rc;
// PYTHON: assert m.parsed(3.0) == 1.5 and m.computed(3.0) == 4.0

#include <Python.h>

static PyObject *parsed(PyObject *self, PyObject *object) {
  double x;
  int ok = PyArg_Parse(object, "d", &x);
  if (!ok)
    return NULL;
  return PyFloat_FromDouble(x / 2);
}

static int compute(double x, double *out) {
  *out = x + 1;
  return 0;
}
static PyObject *computed(PyObject *self, PyObject *object) {
  double out, x = PyFloat_AsDouble(object);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  int rc = compute(x, &out);
  return PyFloat_FromDouble(out);
}

static PyMethodDef methods[] = {{"parsed", parsed, METH_O, NULL},
                                {"computed", computed, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
