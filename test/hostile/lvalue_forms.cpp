// RUN: %check_unit %s
// A parsed variable is changed through a cast, a conditional, a comma, a reference.
//
// CHECK-REPORT-DAG: rejected: f1: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f3: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f4: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f6: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f7: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f8: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f9: {{.*}}[format-target]

#include <Python.h>
static long id(long x, long y) { return x - y; }
#define HEAD long x, y; if (!PyArg_ParseTuple(args, "ll", &x, &y)) return NULL;
#define TAIL return PyLong_FromLong(id(x, y)); }
static PyObject *f1(PyObject *m, PyObject *args) { HEAD (long &)x = 5; TAIL
static PyObject *f2(PyObject *m, PyObject *args) { HEAD (y > 0 ? x : y) = 5; TAIL
static PyObject *f3(PyObject *m, PyObject *args) { HEAD reinterpret_cast<unsigned long &>(x) = 5; TAIL
static PyObject *f4(PyObject *m, PyObject *args) { HEAD ((void)0, x) = 5; TAIL
static PyObject *f5(PyObject *m, PyObject *args) { HEAD (x = y) = 5; TAIL
static PyObject *f6(PyObject *m, PyObject *args) { HEAD ++(y > 0 ? x : y); TAIL
static PyObject *f7(PyObject *m, PyObject *args) { HEAD long *p = &(y > 0 ? x : y); *p = 5; TAIL
static PyObject *f8(PyObject *m, PyObject *args) { HEAD long &r = (y > 0 ? x : y); r = 5; TAIL
static PyObject *f9(PyObject *m, PyObject *args) { HEAD ++ ++x; TAIL

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_VARARGS, NULL},
    {"f2", (PyCFunction)f2, METH_VARARGS, NULL},
    {"f3", (PyCFunction)f3, METH_VARARGS, NULL},
    {"f4", (PyCFunction)f4, METH_VARARGS, NULL},
    {"f5", (PyCFunction)f5, METH_VARARGS, NULL},
    {"f6", (PyCFunction)f6, METH_VARARGS, NULL},
    {"f7", (PyCFunction)f7, METH_VARARGS, NULL},
    {"f8", (PyCFunction)f8, METH_VARARGS, NULL},
    {"f9", (PyCFunction)f9, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
