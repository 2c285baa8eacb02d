// RUN: %check_unit %s
// Objects of variables that turn out to be the arguments, or the result.
//
// The result is an object that is kept.
// CHECK-REPORT-DAG: rejected: kept: {{.*}}[returns-object]
// CHECK-REPORT-DAG: rejected: either: {{.*}}[returns-object]
// What is unboxed is no argument.
// CHECK-REPORT-DAG: rejected: unboxed: {{.*}}[object-use]
// CHECK-REPORT-DAG: rejected: compared: {{.*}}[object-use]
// The argument itself is put where it is looked for afterwards.
// CHECK-REPORT-DAG: rejected: stored: {{.*}}[object-escapes]
// CHECK-REPORT-DAG: rejected: in_struct: {{.*}}[object-escapes]
// CHECK-REPORT-DAG: rejected: through_address: {{.*}}[object-escapes]
// The state is that of self.
// CHECK-REPORT-DAG: rejected: own_state: {{.*}}[self-used]
// An argument is looked at where an object of others is expected.
// CHECK-REPORT-DAG: rejected: state_of_argument: {{.*}}[object-use]
// It is compared with NULL, but no entry may be made of that.
// CHECK-REPORT-DAG: typed: pointed: long (long) [specialized, boxed] (needs the GIL

#include <Python.h>
static PyObject *global;
struct box { PyObject *held; };
struct PyModuleDef definition;
#define UNBOX(v, o) \
  long v = PyLong_AsLong(o); \
  if (v == -1 && PyErr_Occurred()) return NULL

static PyObject *kept(PyObject *m, PyObject *o) { UNBOX(x, o);
  Py_XINCREF(global); (void)x; return global; }
static PyObject *either(PyObject *m, PyObject *o) { UNBOX(x, o);
  PyObject *r = x ? global : NULL; Py_XINCREF(r); return r; }
static PyObject *unboxed(PyObject *m, PyObject *o) { UNBOX(x, o);
  return PyLong_FromLong(x + PyLong_AsLong(global)); }
static PyObject *compared(PyObject *m, PyObject *o) { UNBOX(x, o);
  return PyLong_FromLong(x + (global == o)); }
static PyObject *stored(PyObject *m, PyObject *o) { UNBOX(x, o);
  global = o; if (global) x++; global = NULL; return PyLong_FromLong(x); }
static PyObject *in_struct(PyObject *m, PyObject *o) { UNBOX(x, o);
  struct box b; b.held = o; Py_INCREF(b.held); return PyLong_FromLong(x); }
static PyObject *through_address(PyObject *m, PyObject *o) { UNBOX(x, o);
  PyObject *copy = o; struct box *b = (struct box *)&copy;
  Py_INCREF(b->held); return PyLong_FromLong(x); }
static PyObject *own_state(PyObject *m, PyObject *o) { UNBOX(x, o);
  return PyLong_FromLong(x + (PyModule_GetState(m) != NULL)); }
static PyObject *state_of_argument(PyObject *m, PyObject *o) { UNBOX(x, o);
  return PyLong_FromLong(x + (PyModule_GetState(o) != NULL)); }
static struct box only;
static PyObject *pointed(PyObject *m, PyObject *o) { UNBOX(x, o);
  struct box *const p = &only; return PyLong_FromLong(x + (p->held == NULL)); }

static PyMethodDef methods[] = {
    {"kept", kept, METH_O, NULL}, {"either", either, METH_O, NULL},
    {"unboxed", unboxed, METH_O, NULL}, {"compared", compared, METH_O, NULL},
    {"stored", stored, METH_O, NULL}, {"in_struct", in_struct, METH_O, NULL},
    {"through_address", through_address, METH_O, NULL},
    {"own_state", own_state, METH_O, NULL},
    {"state_of_argument", state_of_argument, METH_O, NULL},
    {"pointed", pointed, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
