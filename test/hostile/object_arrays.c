// RUN: %check_unit %s
// Local arrays of objects whose elements are not what they seem.
//
// Which element is written depends on an argument.
// CHECK-REPORT-DAG: rejected: somewhere: {{.*}}[object-escapes]
// Somebody else may change what is in it, or keep it.
// CHECK-REPORT-DAG: rejected: passed: {{.*}}[object-{{escapes|argument}}]
// CHECK-REPORT-DAG: rejected: through_pointer: {{.*}}[object-{{escapes|use}}]
// CHECK-REPORT-DAG: rejected: by_address: {{.*}}[object-escapes]
// Which argument is read depends on another.
// CHECK-REPORT-DAG: rejected: chosen: {{.*}}[object-use]
// Two arguments, by what another says.
// CHECK-REPORT-DAG: rejected: either: {{.*}}[{{object-use|variable-arity}}]
// One element is never set.
// CHECK-REPORT-DAG: rejected: unset: {{.*}}[maybe-unset]
// Read behind the arguments that were passed.
// CHECK-REPORT-DAG: rejected: behind: {{.*}}[{{object-use|variable-arity}}]
// An exception that is cleared behind the test for it: there NULL is returned
// without one.
// CHECK-REPORT-DAG: rejected: cleared: {{.*}}[error-not-proved]

#include <Python.h>

extern void keep(PyObject **objects);
static PyObject **kept;

#define UNBOX(v, o)                                                            \
  long v = PyLong_AsLong(o);                                                   \
  if (v == -1 && PyErr_Occurred())                                             \
  return NULL
#define HEAD(name)                                                             \
  static PyObject *name(PyObject *m, PyObject *const *args, Py_ssize_t nargs) {\
    if (nargs != 2)                                                            \
      return PyErr_Format(PyExc_TypeError, "two, please");

HEAD(somewhere)
  PyObject *v[2] = {NULL, NULL};
  UNBOX(i, args[0]);
  v[0] = args[0];
  v[i & 1] = args[1];
  UNBOX(x, v[0]);
  return PyLong_FromLong(x);
}
HEAD(passed)
  PyObject *v[2] = {NULL, NULL};
  v[0] = args[0];
  v[1] = args[1];
  keep(v);
  UNBOX(x, v[0]);
  UNBOX(y, v[1]);
  return PyLong_FromLong(x - y);
}
HEAD(through_pointer)
  PyObject *v[2] = {NULL, NULL}, **p = v;
  v[0] = args[0];
  p[0] = args[1];
  UNBOX(x, v[0]);
  UNBOX(y, args[1]);
  UNBOX(z, args[0]);
  return PyLong_FromLong(x - y + z);
}
HEAD(by_address)
  PyObject *v[2] = {NULL, NULL};
  kept = &v[0];
  v[0] = args[0];
  UNBOX(x, v[0]);
  UNBOX(y, args[1]);
  return PyLong_FromLong(x - y);
}
HEAD(chosen)
  PyObject *v[2] = {NULL, NULL};
  UNBOX(i, args[0]);
  v[0] = args[0];
  v[1] = args[1];
  UNBOX(x, v[i & 1]);
  return PyLong_FromLong(x);
}
HEAD(either)
  PyObject *v[1] = {NULL};
  UNBOX(i, args[0]);
  UNBOX(j, args[1]);
  if (i > j)
    v[0] = args[0];
  else
    v[0] = args[1];
  UNBOX(x, v[0]);
  return PyLong_FromLong(x);
}
HEAD(unset)
  PyObject *v[2];
  UNBOX(i, args[0]);
  UNBOX(j, args[1]);
  v[0] = args[0];
  if (i > j)
    v[1] = args[1];
  UNBOX(x, v[1]);
  return PyLong_FromLong(x);
}
HEAD(behind)
  PyObject *const *rest = args + nargs;
  UNBOX(i, args[0]);
  UNBOX(j, args[1]);
  UNBOX(x, rest[0]);
  return PyLong_FromLong(x + i + j);
}
static int clears(void) { PyErr_Clear(); return 1; }
HEAD(cleared)
  UNBOX(i, args[0]);
  UNBOX(j, args[1]);
  if (i > j)
    PyErr_SetString(PyExc_ValueError, "greater");
  if (__builtin_expect(PyErr_Occurred() && clears(), 0))
    return NULL;
  return PyLong_FromLong(i);
}

#define ROW(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}
static PyMethodDef methods[] = {
    ROW(somewhere), ROW(passed), ROW(through_pointer), ROW(by_address), ROW(chosen),
    ROW(either), ROW(unset), ROW(behind), ROW(cleared), {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyObject *init(void) { return PyModule_Create(&definition); }
