// RUN: %check_unit %s
// What an entry that takes the GIL must not do: give the one result for the
// other, fetch what ends the process, or find another errno.
//
// CHECK-REPORT-DAG: typed: flag: int (int) [specialized, boxed] ({{.*}} two variables hold results)
// CHECK-REPORT-DAG: typed: pick: long (long) [specialized, boxed] ({{.*}} two variables hold results)
// CHECK-REPORT-DAG: typed: stored: long (long) [specialized, boxed] ({{.*}} two variables hold results)
// CHECK-REPORT-DAG: typed: told: long (const char *) [specialized, boxed] ({{.*}} unknown text)
// CHECK-REPORT-DAG: typed: latin: long (long) [specialized, boxed] ({{.*}} unknown text)
// CHECK-REPORT-DAG: typed: format: long (const char *) [specialized, gil] {{.*}}
// CHECK-REPORT-DAG: typed: finish: long (int) [specialized, boxed] ({{.*}} errno may be looked at before it is set)
// CHECK-REPORT-DAG: typed: early: long (int) [specialized, boxed] ({{.*}} errno may be looked at before it is set)
// CHECK-REPORT-DAG: typed: helped: long (int) [specialized, boxed] ({{.*}} errno may be looked at before it is set)
// CHECK-REPORT-DAG: typed: fresh: long (int) [specialized, gil] {{.*}}
// CHECK-REPORT-DAG: typed: closes: long (int) [specialized, gil] {{.*}}
//
// PYTHON: assert [m.flag(1), m.flag(2)] == [True, False]
// PYTHON: assert m.pick(7) == 7 and m.stored(7) == 8
// PYTHON: assert m.format("a") == 1
// PYTHON: for call in ('m.format("wrong")', "m.closes(-1)", "m.fresh(-2)"):
// PYTHON:     try: eval(call); raise AssertionError(call)
// PYTHON:     except ValueError as error: assert error.args == ("no wrong",)
// PYTHON:     except OSError as error: assert error.errno == (9 if "closes" in call else 2)
// PYTHON: assert m.fresh(3) == 3

#include <Python.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static long n;
static PyObject *flag(PyObject *m, PyObject *args) {
  PyObject *yes = Py_True, *no = Py_False;
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  n++;
  if (x & 1) { Py_INCREF(yes); return yes; }
  Py_INCREF(no);
  return no;
}
static PyObject *pick(PyObject *m, PyObject *args) {
  PyObject *p, *q;
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  n++;
  p = PyLong_FromLong(x);
  q = PyLong_FromLong(n);
  return x ? p : q;
}
static PyObject *stored(PyObject *m, PyObject *args) {
  PyObject *kept, *given;
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  n++;
  given = PyLong_FromLong(x + 1);
  kept = PyLong_FromLong(x);
  if (kept == NULL) return NULL;
  return given;
}
static PyObject *told(PyObject *m, PyObject *args) {
  const char *x;
  if (!PyArg_ParseTuple(args, "y", &x)) return NULL;
  n++;
  if (*x == 'x') { PyErr_SetString(PyExc_ValueError, x); return NULL; }
  return PyLong_FromLong(1);
}
static PyObject *latin(PyObject *m, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x)) return NULL;
  n++;
  if (x < 0) { PyErr_SetString(PyExc_ValueError, "\xff\xfe"); return NULL; }
  return PyLong_FromLong(x);
}
static PyObject *format(PyObject *m, PyObject *args) {
  const char *x;
  if (!PyArg_ParseTuple(args, "s", &x)) return NULL;
  n++;
  if (*x == 'w') return PyErr_Format(PyExc_ValueError, "no %s", x);
  return PyLong_FromLong(1);
}
static PyObject *finish(PyObject *m, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  n++;
  if (x < 0) return PyErr_SetFromErrno(PyExc_OSError);
  return PyLong_FromLong(x);
}
static PyObject *early(PyObject *m, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  x = errno;
  srand(1);
  return PyLong_FromLong(x);
}
static int fail(void) { PyErr_SetFromErrno(PyExc_OSError); return -1; }
static PyObject *helped(PyObject *m, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  n++;
  if (x < 0) { fail(); return NULL; }
  return PyLong_FromLong(x);
}
static PyObject *fresh(PyObject *m, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  n++;
  errno = ENOENT;
  if (x < 0) return PyErr_SetFromErrno(PyExc_OSError);
  return PyLong_FromLong(x);
}
static PyObject *closes(PyObject *m, PyObject *args) {
  int x;
  if (!PyArg_ParseTuple(args, "i", &x)) return NULL;
  if (close(x) < 0) return PyErr_SetFromErrno(PyExc_OSError);
  return PyLong_FromLong(x);
}

static PyMethodDef methods[] = {
    {"flag", flag, METH_VARARGS, NULL},
    {"pick", pick, METH_VARARGS, NULL},
    {"stored", stored, METH_VARARGS, NULL},
    {"told", told, METH_VARARGS, NULL},
    {"latin", latin, METH_VARARGS, NULL},
    {"format", format, METH_VARARGS, NULL},
    {"finish", finish, METH_VARARGS, NULL},
    {"early", early, METH_VARARGS, NULL},
    {"helped", helped, METH_VARARGS, NULL},
    {"fresh", fresh, METH_VARARGS, NULL},
    {"closes", closes, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
