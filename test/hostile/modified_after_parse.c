// RUN: %check_unit %s
// A parsed variable changes before the call, a result after it.
//
// CHECK-REPORT-DAG: rejected: f1: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f3: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: f4: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f7: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f8: {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: rejected: f9: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fa: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fb: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fc: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fd: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fe: {{.*}}[copy-unsafe]

#include <Python.h>
static long id(long a, long b) { return a - b; }
#define P long a, b; if (!PyArg_ParseTuple(args, "ll", &a, &b)) return NULL;
static PyObject *f1(PyObject *m, PyObject *args) { P a++; return PyLong_FromLong(id(a, b)); }
static PyObject *f2(PyObject *m, PyObject *args) { P if (a < 0) a = 0; return PyLong_FromLong(id(a, b)); }
static PyObject *f3(PyObject *m, PyObject *args) { P long *p = &a; *p = 5; return PyLong_FromLong(id(a, b)); }
static PyObject *f4(PyObject *m, PyObject *args) { P while (b > 10) b /= 2; return PyLong_FromLong(id(a, b)); }
static PyObject *f5(PyObject *m, PyObject *args) { P return PyLong_FromLong(id((a = 3, a), b)); }
static PyObject *f7(PyObject *m, PyObject *args) { P (void)(a > 0 && (b = 7)); return PyLong_FromLong(id(a, b)); }
static PyObject *f8(PyObject *m, PyObject *args) { P return PyLong_FromLong(id(a, ({ b++; b; }))); }
static PyObject *f9(PyObject *m, PyObject *args) { P a = (int)a; return PyLong_FromLong(id(a, b)); }
static PyObject *fa(PyObject *m, PyObject *args) { P return PyLong_FromLong(id(a ?: 4, b)); }
static PyObject *fb(PyObject *m, PyObject *args) { P a = (unsigned char)a; return PyLong_FromLong(id((_Bool)a, b)); }
static PyObject *fc(PyObject *m, PyObject *args) { P long r = id(a, b); r++; return PyLong_FromLong(r); }
static PyObject *fd(PyObject *m, PyObject *args) { P return PyLong_FromLong((int)id(a, b)); }
static PyObject *fe(PyObject *m, PyObject *args) { P return PyLong_FromUnsignedLong(id(a, b)); }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_VARARGS, NULL},
    {"f2", (PyCFunction)f2, METH_VARARGS, NULL},
    {"f3", (PyCFunction)f3, METH_VARARGS, NULL},
    {"f4", (PyCFunction)f4, METH_VARARGS, NULL},
    {"f5", (PyCFunction)f5, METH_VARARGS, NULL},
    {"f7", (PyCFunction)f7, METH_VARARGS, NULL},
    {"f8", (PyCFunction)f8, METH_VARARGS, NULL},
    {"f9", (PyCFunction)f9, METH_VARARGS, NULL},
    {"fa", (PyCFunction)fa, METH_VARARGS, NULL},
    {"fb", (PyCFunction)fb, METH_VARARGS, NULL},
    {"fc", (PyCFunction)fc, METH_VARARGS, NULL},
    {"fd", (PyCFunction)fd, METH_VARARGS, NULL},
    {"fe", (PyCFunction)fe, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
