// RUN: %check_unit %s
// C that is rare: old-style definitions, bit-fields, variable arrays, setjmp, clean-up.
//
// CHECK-REPORT-DAG: typed: f1: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: f2: double (float) [adapter, direct]
// CHECK-REPORT-DAG: typed: f3: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: f4: long (long) [specialized, direct]
// CHECK-REPORT-DAG: rejected: f5: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f6: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: f7: long (long) [direct, direct]
// CHECK-REPORT-DAG: rejected: f8: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: rejected: f9: {{.*}}[copy-unsafe]
// CHECK-REPORT-DAG: typed: fa: long (long) [direct, direct]
// CHECK-REPORT-DAG: typed: fb: long (long) [adapter, direct]
// CHECK-REPORT-DAG: typed: fc: long (long) [specialized, gil]
// CHECK-REPORT-DAG: rejected: fd: {{.*}}[self-used]
// CHECK-REPORT-DAG: rejected: fe: {{.*}}[unsupported-c]
// CHECK-REPORT-DAG: rejected: ff: {{.*}}[object-use]

#include <Python.h>
#include <stdarg.h>
#include <setjmp.h>
#include <alloca.h>
static long knr(x) long x; { return x * 2; }
static float knrf(x) float x; { return x * 2; }
static PyObject *f1(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(knr(x)); }
static PyObject *f2(PyObject *m, PyObject *args) { float x;
  if (!PyArg_ParseTuple(args, "f", &x)) return NULL;
  return PyFloat_FromDouble(knrf(x)); }
static long var(long n, ...) { return n; }
static PyObject *f3(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(var(x)); }
static PyObject *f4(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  struct { int b : 3; unsigned u : 2; } s; s.b = x; s.u = x;
  return PyLong_FromLong(s.b + s.u); }
static PyObject *f5(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  long a[(x & 7) + 1]; a[x & 7] = x;
  return PyLong_FromLong(a[x & 7]); }
static PyObject *f6(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  long *p = alloca(8); *p = x;
  return PyLong_FromLong(*p); }
static long twice(long x) { return 2 * x; }
static PyObject *f7(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  long (*p)(long) = twice;
  return PyLong_FromLong(p(x)); }
static jmp_buf jb;
static PyObject *f8(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  if (setjmp(jb)) return PyLong_FromLong(1);
  return PyLong_FromLong(x); }
static void clean(long *p) { *p = 0; }
static PyObject *f9(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  __attribute__((cleanup(clean))) long y = x;
  return PyLong_FromLong(y); }
static long fact(long n) { return n < 2 ? 1 : n * fact(n - 1); }
static PyObject *fa(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(fact(x)); }
static long out(long x, long *r) { *r = x * 3; return x < 0 ? -1 : 0; }
static PyObject *fb(PyObject *m, PyObject *o) { long r, x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  if (out(x, &r) < 0) { PyErr_SetString(PyExc_ValueError, "neg"); return NULL; }
  return PyLong_FromLong(r); }
static long *kept;
static void keep(long *p) { kept = p; }
static PyObject *fc(PyObject *m, PyObject *o) { long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  keep(&x);
  return PyLong_FromLong(twice(x)); }
static PyObject *fd(PyObject *m, PyObject *o) { void *v = m; long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(x + (long)v); }
static PyObject *fe(PyObject *m, PyObject *o) { static void *t[] = {&&a, &&b}; long x = PyLong_AsLong(o);
  if (x == -1 && PyErr_Occurred()) return NULL;
  goto *t[x & 1]; a: return PyLong_FromLong(x); b: return PyLong_FromLong(-x); }
static PyObject *ff(PyObject *m, PyObject *o) { PyObject *arr[2] = {o, m}; long x = PyLong_AsLong(arr[0]);
  if (x == -1 && PyErr_Occurred()) return NULL; return PyLong_FromLong(twice(x)); }

static PyMethodDef methods[] = {
    {"f1", (PyCFunction)f1, METH_O, NULL},
    {"f2", (PyCFunction)f2, METH_VARARGS, NULL},
    {"f3", (PyCFunction)f3, METH_O, NULL},
    {"f4", (PyCFunction)f4, METH_O, NULL},
    {"f5", (PyCFunction)f5, METH_O, NULL},
    {"f6", (PyCFunction)f6, METH_O, NULL},
    {"f7", (PyCFunction)f7, METH_O, NULL},
    {"f8", (PyCFunction)f8, METH_O, NULL},
    {"f9", (PyCFunction)f9, METH_O, NULL},
    {"fa", (PyCFunction)fa, METH_O, NULL},
    {"fb", (PyCFunction)fb, METH_O, NULL},
    {"fc", (PyCFunction)fc, METH_O, NULL},
    {"fd", (PyCFunction)fd, METH_O, NULL},
    {"fe", (PyCFunction)fe, METH_O, NULL},
    {"ff", (PyCFunction)ff, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
