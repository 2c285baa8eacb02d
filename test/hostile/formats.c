// RUN: %check_unit %s
// Formats from variables, macros and conditionals, and units that do not match.
//
// CHECK-REPORT-DAG: rejected: f1: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f2: {{.*}}[format-unknown]
// CHECK-REPORT-DAG: rejected: f3: {{.*}}[format-unknown]
// CHECK-REPORT-DAG: rejected: f4: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[format-unit]
// CHECK-REPORT-DAG: rejected: f6: {{.*}}[format-unit]
// CHECK-REPORT-DAG: rejected: f7: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f8: {{.*}}[default-unknown]
// CHECK-REPORT-DAG: rejected: f9: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fa: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fb: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fc: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fd: {{.*}}[default-unknown]
// CHECK-REPORT-DAG: rejected: fe: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: ff: {{.*}}[format-unknown]
// CHECK-REPORT-DAG: rejected: fg: {{.*}}[format-target]
// CHECK-REPORT-DAG: rejected: fh: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fi: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fj: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fk: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: fl: {{.*}}[format-unit]
// CHECK-REPORT-DAG: rejected: fm: {{.*}}[copy-unsafe]

#include <Python.h>
static const char fmt_ok[] = "l"; static const char *fmt_ptr = "l"; static char fmt_mut[] = "l";
#define P(F, ...) if (!PyArg_ParseTuple(args, F, __VA_ARGS__)) return NULL
#define R return PyLong_FromLong((long)a)
static PyObject *f1(PyObject *m, PyObject *args) { long a; P(fmt_ok, &a); R; }
static PyObject *f2(PyObject *m, PyObject *args) { long a; P(fmt_ptr, &a); R; }
static PyObject *f3(PyObject *m, PyObject *args) { long a; P(fmt_mut, &a); R; }
static PyObject *f4(PyObject *m, PyObject *args) { long a, b = 1; P("l" "|l:" "f4", &a, &b); a += b; R; }
static PyObject *f5(PyObject *m, PyObject *args) { long a, b; P("(ll)", &a, &b); R; }
static PyObject *f6(PyObject *m, PyObject *args) { long a = 1, b = 2; P("|l|l", &a, &b); a += b; R; }
static PyObject *f7(PyObject *m, PyObject *args) { unsigned int a = 0xffffffffu; P("|I", &a); R; }
static PyObject *f8(PyObject *m, PyObject *args) { unsigned long long a = ~0ull; P("|K", &a); R; }
static PyObject *f9(PyObject *m, PyObject *args) { unsigned long a; P("l", &a); R; }
static PyObject *fa(PyObject *m, PyObject *args) { unsigned char a; P("b", &a); R; }
static PyObject *fb(PyObject *m, PyObject *args) { char a; P("c", &a); R; }
static PyObject *fc(PyObject *m, PyObject *args) { int a; P("C", &a); R; }
static PyObject *fd(PyObject *m, PyObject *args) { int a = 2; P("|p", &a); R; }
static PyObject *fe(PyObject *m, PyObject *args) { long a; P("n", &a); R; }
static PyObject *ff(PyObject *m, PyObject *args) { long a; P(sizeof(long) == 8 ? "l" : "i", &a); R; }
static PyObject *fg(PyObject *m, PyObject *args) { long a; struct { long x; } s; P("ll", &a, &s.x); R; }
static PyObject *fh(PyObject *m, PyObject *args) { short a = (short)70000; P("|h", &a); R; }
static PyObject *fi(PyObject *m, PyObject *args) { float a = 0.1; P("|f", &a); return PyFloat_FromDouble(a); }
static PyObject *fj(PyObject *m, PyObject *args) { double a = -0.5; P("|d", &a); return PyFloat_FromDouble(a * 2); }
static PyObject *fk(PyObject *m, PyObject *args) { long a; P("l;a,b", &a); R; }
static PyObject *fl(PyObject *m, PyObject *args) { long a; P("O!", &PyLong_Type, &a); R; }
static PyObject *fm(PyObject *m, PyObject *args) { double a = 1e-310; P("|d", &a); return PyFloat_FromDouble(a); }

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
    {"fa", (PyCFunction)fa, METH_VARARGS, NULL},
    {"fb", (PyCFunction)fb, METH_VARARGS, NULL},
    {"fc", (PyCFunction)fc, METH_VARARGS, NULL},
    {"fd", (PyCFunction)fd, METH_VARARGS, NULL},
    {"fe", (PyCFunction)fe, METH_VARARGS, NULL},
    {"ff", (PyCFunction)ff, METH_VARARGS, NULL},
    {"fg", (PyCFunction)fg, METH_VARARGS, NULL},
    {"fh", (PyCFunction)fh, METH_VARARGS, NULL},
    {"fi", (PyCFunction)fi, METH_VARARGS, NULL},
    {"fj", (PyCFunction)fj, METH_VARARGS, NULL},
    {"fk", (PyCFunction)fk, METH_VARARGS, NULL},
    {"fl", (PyCFunction)fl, METH_VARARGS, NULL},
    {"fm", (PyCFunction)fm, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
