// RUN: %check_unit %s
// Functions with the names of converters that Cython writes, and another
// meaning; names are not enough.
//
// Another value.
// CHECK-REPORT-DAG: rejected: doubled: {{.*}}'__Pyx_PyInt_As_int' has the name {{.*}}[unknown-api]
// The right one, but it is not known.
// CHECK-REPORT-DAG: rejected: right: {{.*}}'__Pyx_PyInt_As_long' has the name {{.*}}[unknown-api]
// Another result.
// CHECK-REPORT-DAG: rejected: boxed: {{.*}}'__Pyx_PyLong_From_long' has the name {{.*}}[unknown-api]
// Not of this file: nothing is known of it.
// CHECK-REPORT-DAG: rejected: declared: {{.*}}[object-argument]
// Another truth.
// CHECK-REPORT-DAG: rejected: truth: {{.*}}'__Pyx_PyObject_IsTrue' has the name {{.*}}[unknown-api]
// With an effect, of which no proof would tell.
// CHECK-REPORT-DAG: rejected: counted: {{.*}}'__Pyx_PyIndex_AsSsize_t' has the name {{.*}}[unknown-api]
// Cython makes function objects by a function of this name; this one reads the
// row, which is then called by nobody else.
// CHECK-REPORT-DAG: typed: of_object: long (long) {{.*}}boxed{{.*}}(not rewritten: its function object is one of Cython's own

#include <Python.h>

static int __Pyx_PyInt_As_int(PyObject *x) { return 2 * (int)PyLong_AsLong(x); }
static long __Pyx_PyInt_As_long(PyObject *x) { return PyLong_AsLong(x); }
static PyObject *__Pyx_PyLong_From_long(long x) { return PyLong_FromLong(-x); }
unsigned int __Pyx_PyInt_As_unsigned_int(PyObject *x);
static int __Pyx_PyObject_IsTrue(PyObject *x) { return !PyObject_IsTrue(x); }
static long counter;
static Py_ssize_t __Pyx_PyIndex_AsSsize_t(PyObject *x) {
  counter++;
  return PyLong_AsSsize_t(x);
}

#define WRAP(name, type, unbox, box)                                           \
  static PyObject *name(PyObject *m, PyObject *o) {                            \
    type x = unbox(o);                                                         \
    if (x == (type)-1 && PyErr_Occurred())                                     \
      return NULL;                                                             \
    return box(x);                                                             \
  }
WRAP(doubled, int, __Pyx_PyInt_As_int, PyLong_FromLong)
WRAP(right, long, __Pyx_PyInt_As_long, PyLong_FromLong)
WRAP(boxed, long, PyLong_AsLong, __Pyx_PyLong_From_long)
WRAP(declared, unsigned int, __Pyx_PyInt_As_unsigned_int, PyLong_FromUnsignedLong)
WRAP(truth, int, __Pyx_PyObject_IsTrue, PyBool_FromLong)
WRAP(counted, Py_ssize_t, __Pyx_PyIndex_AsSsize_t, PyLong_FromSsize_t)
WRAP(of_object, long, PyLong_AsLong, PyLong_FromLong)

static PyMethodDef methods[] = {
    {"doubled", doubled, METH_O, NULL},
    {"right", right, METH_O, NULL},
    {"boxed", boxed, METH_O, NULL},
    {"declared", declared, METH_O, NULL},
    {"truth", truth, METH_O, NULL},
    {"counted", counted, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static PyMethodDef single = {"of_object", of_object, METH_O, NULL};

static PyObject *__Pyx_CyFunction_New(PyMethodDef *row, int flags) {
  return row->ml_flags == flags ? PyCFunction_New(row, NULL) : NULL;
}
PyObject *make(void) { return __Pyx_CyFunction_New(&single, METH_O); }

struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
