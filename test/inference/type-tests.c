// RUN: %check_unit %s
// RUN: %if pypy %{ %pyunbox analyze %s -- -I%pypy-include | FileCheck --check-prefix=PYPY %s %}
// Wrappers that look at the type of an argument. The proof assumes one type for
// it, and the guard tests for exactly that: all others are called boxed.

#include <Python.h>

static long twice(long x) { return 2 * x; }
static double half(double x) { return x / 2; }

// CHECK-REPORT-DAG: typed: checked: long (long) [direct, direct]
static PyObject *checked(PyObject *module, PyObject *arg) {
  if (!PyLong_Check(arg)) {
    PyErr_SetString(PyExc_TypeError, "an int is needed");
    return NULL;
  }
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

// A bool is an int to PyLong_Check, and not to the guard.
// CHECK-REPORT-DAG: typed: no_bool: long (long) [direct, direct]
static PyObject *no_bool(PyObject *module, PyObject *arg) {
  if (PyBool_Check(arg) || !PyIndex_Check(arg))
    return PyErr_Format(PyExc_TypeError, "no");
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

// "float or int" for the converter, "float" for this wrapper.
// CHECK-JSON: "name": "only_float"
// CHECK-REPORT-DAG: typed: only_float: double (double) [direct, direct]
// CHECK-REWRITE: pyunbox_methods_only_float_args
// CHECK-REWRITE-NEXT: PYUNBOX_PY_FLOAT
static PyObject *only_float(PyObject *module, PyObject *arg) {
  if (Py_TYPE(arg) != &PyFloat_Type) {
    PyErr_SetString(PyExc_TypeError, "a float is needed");
    return NULL;
  }
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(half(x));
}

// Two computations for two types: one of them is typed.
// CHECK-REPORT-DAG: typed: either: long (long) [adapter, direct]
// PYPY-DAG: typed: either: long (long) [adapter, direct]
// PYPY-DAG: rejected: flags:
// CHECK-REWRITE: pyunbox_methods_either_args
// CHECK-REWRITE-NEXT: PYUNBOX_PY_INT
static PyObject *either(PyObject *module, PyObject *arg) {
  if (PyFloat_Check(arg)) {
    double d = PyFloat_AsDouble(arg);
    if (d == -1.0 && PyErr_Occurred())
      return NULL;
    return PyFloat_FromDouble(half(d));
  }
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x) + 1);
}

// An int passes the test, and the conversion; a float does not pass the test.
// CHECK-REPORT-DAG: rejected: as_double: {{.*}}
static PyObject *as_double(PyObject *module, PyObject *arg) {
  if (!PyLong_Check(arg)) {
    PyErr_SetString(PyExc_TypeError, "an int is needed");
    return NULL;
  }
  double x = PyFloat_AsDouble(arg);
  if (x == -1.0 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(half(x));
}

// The test comes after the unboxing, and of another argument.
// CHECK-REPORT-DAG: typed: second: long (long, long) [direct, direct]
static long add(long a, long b) { return a + b; }
static PyObject *second(PyObject *module, PyObject *args) {
  PyObject *first, *other;
  if (!PyArg_ParseTuple(args, "OO", &first, &other))
    return NULL;
  long a = PyLong_AsLong(first);
  if (a == -1 && PyErr_Occurred())
    return NULL;
  if (!PyLong_CheckExact(other)) {
    PyErr_SetNone(PyExc_TypeError);
    return NULL;
  }
  long b = PyLong_AsLong(other);
  if (b == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(add(a, b));
}

// What the type is compared with is not known.
// CHECK-REPORT-DAG: rejected: unknown_type: {{.*}}[unknown-api]
static PyTypeObject *which;
static PyObject *unknown_type(PyObject *module, PyObject *arg) {
  if (!PyObject_TypeCheck(arg, which))
    return PyErr_Format(PyExc_TypeError, "no");
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(twice(x));
}

// PyPy's flags of a type are a number, and may be 0.
#ifdef PYPY_VERSION
static PyObject *flags(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (Py_TYPE(arg)->tp_pypy_flags)
    return PyLong_FromLong(twice(x));
  return PyLong_FromLong(x + 1);
}
#endif

static PyMethodDef methods[] = {
#ifdef PYPY_VERSION
    {"flags", flags, METH_O, NULL},
#endif
    {"checked", checked, METH_O, NULL},
    {"no_bool", no_bool, METH_O, NULL},
    {"only_float", only_float, METH_O, NULL},
    {"either", either, METH_O, NULL},
    {"as_double", as_double, METH_O, NULL},
    {"second", second, METH_VARARGS, NULL},
    {"unknown_type", unknown_type, METH_O, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "type_tests", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_type_tests(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.checked(3) == 6 and m.checked(True) == 2 and m.either(3.0) == 1.5 and m.either(3) == 7
