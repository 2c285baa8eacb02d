/* A method of every kind of signature that an unboxed call may have. What each
 * computes is next to nothing: the call is what is measured. The computing
 * functions are exported, to be called through a bare pointer as well. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

long c_long1(long x) { return x + 1; }
long c_long2(long x, long y) { return x + y; }
long c_long3(long x, long y, long z) { return x + y + z; }
double c_double1(double x) { return x + 1; }
double c_double2(double x, double y) { return x + y; }
double c_double3(double x, double y, double z) { return x + y + z; }
void c_nothing(long x) { (void)x; }
_Bool c_odd(long x) { return x & 1; }
long c_text(const char *text) { return text[0]; }
long c_buffer(const char *bytes, Py_ssize_t size) {
  return size > 0 ? bytes[size - 1] : 0;
}
int c_split(double x, double *whole, long *steps) {
  *whole = x + 1;
  *steps = 2;
  return 0;
}
/* Of 0 there is none. */
long c_inverse(long x) { return x == 0 ? -1 : 1000000000 / x; }
static long total;
long c_count(long x) { return total += x; }

static PyObject *long1_o(PyObject *module, PyObject *argument) {
  long x = PyLong_AsLong(argument);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(c_long1(x));
}

static PyObject *long1(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(c_long1(x));
}

static PyObject *long2(PyObject *module, PyObject *args) {
  long x, y;
  if (!PyArg_ParseTuple(args, "ll", &x, &y))
    return NULL;
  return PyLong_FromLong(c_long2(x, y));
}

static PyObject *long3(PyObject *module, PyObject *args) {
  long x, y, z;
  if (!PyArg_ParseTuple(args, "lll", &x, &y, &z))
    return NULL;
  return PyLong_FromLong(c_long3(x, y, z));
}

static PyObject *double1_o(PyObject *module, PyObject *argument) {
  double x = PyFloat_AsDouble(argument);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyFloat_FromDouble(c_double1(x));
}

static PyObject *double1(PyObject *module, PyObject *args) {
  double x;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  return PyFloat_FromDouble(c_double1(x));
}

static PyObject *double2(PyObject *module, PyObject *args) {
  double x, y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y))
    return NULL;
  return PyFloat_FromDouble(c_double2(x, y));
}

static PyObject *double3(PyObject *module, PyObject *args) {
  double x, y, z;
  if (!PyArg_ParseTuple(args, "ddd", &x, &y, &z))
    return NULL;
  return PyFloat_FromDouble(c_double3(x, y, z));
}

static PyObject *nothing(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  c_nothing(x);
  Py_RETURN_NONE;
}

static PyObject *odd(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyBool_FromLong(c_odd(x));
}

static PyObject *text(PyObject *module, PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  return PyLong_FromLong(c_text(text));
}

static PyObject *buffer(PyObject *module, PyObject *args) {
  const char *bytes;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "y#", &bytes, &size))
    return NULL;
  return PyLong_FromLong(c_buffer(bytes, size));
}

static PyObject *view(PyObject *module, PyObject *args) {
  Py_buffer view;
  long last;
  if (!PyArg_ParseTuple(args, "y*", &view))
    return NULL;
  last = c_buffer((const char *)view.buf, view.len);
  PyBuffer_Release(&view);
  return PyLong_FromLong(last);
}

static PyObject *split(PyObject *module, PyObject *args) {
  double x, whole;
  long steps;
  if (!PyArg_ParseTuple(args, "d", &x))
    return NULL;
  c_split(x, &whole, &steps);
  return Py_BuildValue("(dl)", whole, steps);
}

/* Raises before anything has happened: the entry bails out. */
static PyObject *inverse(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  if (x == 0) {
    PyErr_SetString(PyExc_ValueError, "zero has none");
    return NULL;
  }
  return PyLong_FromLong(c_inverse(x));
}

/* Changes a variable of the module: with the GIL. */
static PyObject *count(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(c_count(x));
}

/* The same, and may raise afterwards: with a slot for the exception. */
static PyObject *count_or_raise(PyObject *module, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  x = c_count(x);
  if (x < 0) {
    PyErr_SetString(PyExc_ValueError, "the total is negative");
    return NULL;
  }
  return PyLong_FromLong(x);
}

/* A method of a type that does not look at its object. */
static PyObject *add(PyObject *self, PyObject *args) {
  long x, y;
  if (!PyArg_ParseTuple(args, "ll", &x, &y))
    return NULL;
  return PyLong_FromLong(c_long2(x, y));
}

static PyMethodDef adder_methods[] = {{"add", add, METH_VARARGS, NULL},
                                      {NULL, NULL, 0, NULL}};

static PyTypeObject adder_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "kinds.Adder",
    .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew, .tp_methods = adder_methods};

static PyMethodDef methods[] = {
    {"long1_o", long1_o, METH_O, NULL},
    {"long1", long1, METH_VARARGS, NULL},
    {"long2", long2, METH_VARARGS, NULL},
    {"long3", long3, METH_VARARGS, NULL},
    {"double1_o", double1_o, METH_O, NULL},
    {"double1", double1, METH_VARARGS, NULL},
    {"double2", double2, METH_VARARGS, NULL},
    {"double3", double3, METH_VARARGS, NULL},
    {"nothing", nothing, METH_VARARGS, NULL},
    {"odd", odd, METH_VARARGS, NULL},
    {"text", text, METH_VARARGS, NULL},
    {"buffer", buffer, METH_VARARGS, NULL},
    {"view", view, METH_VARARGS, NULL},
    {"split", split, METH_VARARGS, NULL},
    {"inverse", inverse, METH_VARARGS, NULL},
    {"count", count, METH_VARARGS, NULL},
    {"count_or_raise", count_or_raise, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "kinds", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_kinds(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL || PyType_Ready(&adder_type) < 0)
    return NULL;
  PyModule_AddObject(module, "Adder", (PyObject *)&adder_type);
  return module;
}
