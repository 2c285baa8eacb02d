// RUN: %check_unit %s
// On PyPy an entry takes the GIL where a function may not be called without it, or
// raises after it has done something. What it does and raises is what the wrapper
// does and raises.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <errno.h>
#include <unistd.h>

#define RAISE(type, text) (PyErr_SetString(type, text), (PyObject *)NULL)
#define DEMAND_OPEN() if (!is_open) return RAISE(PyExc_RuntimeError, "closed")
#define UNBOX(x) \
  long x = PyLong_AsLong(arg); \
  if (x == -1 && PyErr_Occurred()) return NULL

static long total, calls;
static int is_open;

static long add_to_total(long x) { return total += x; }

// Nothing but the call.
// CHECK-REPORT-DAG: typed: forwards: long (long) [direct, gil] (uses state of the module: variable 'total')
static PyObject *forwards(PyObject *module, PyObject *arg) {
  UNBOX(x);
  return PyLong_FromLong(add_to_total(x));
}

// Errors before and after effects, by a macro, a goto and a variable.
// CHECK-REPORT-DAG: typed: raises: double (long, int) [specialized, gil] (uses state {{.*}})
static PyObject *raises(PyObject *module, PyObject *args) {
  PyObject *result = NULL;
  long x;
  int how = 0;
  if (!PyArg_ParseTuple(args, "l|i", &x, &how))
    return NULL;
  DEMAND_OPEN();
  total += x;
  if (how == 1) {
    PyErr_SetString(PyExc_ValueError, "too late");
    goto done;
  }
  if (how == 2)
    return PyErr_Format(PyExc_KeyError, "%ld after %d", x, how);
  result = PyFloat_FromDouble(total / 2.0);
done:
  calls++;
  return result;
}

// A function of the C library, an error from errno, the GIL released.
// CHECK-REPORT-DAG: typed: closes: void (int) [specialized, gil] (uses state of the process: call of 'close')
static PyObject *closes(PyObject *module, PyObject *args) {
  int descriptor, status;
  if (!PyArg_ParseTuple(args, "i", &descriptor))
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  status = close(descriptor);
  Py_END_ALLOW_THREADS
  if (status < 0)
    return PyErr_SetFromErrno(PyExc_OSError);
  Py_RETURN_NONE;
}

// A variable that holds the result, or NULL for an error that it was given.
// CHECK-REPORT-DAG: typed: chooses: long (long) [specialized, gil] (uses state {{.*}})
static PyObject *chooses(PyObject *module, PyObject *arg) {
  PyObject *result;
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  calls++;
  if (x < 0)
    result = PyErr_Format(PyExc_ValueError, "%ld", x);
  else
    result = PyLong_FromLong(x);
  calls++;
  return result;
}

// What is called through a pointer may run Python code: an exception of that is no
// matter of an entry.
static int (*hook)(long);
static int is_even(long x) { return x % 2 == 0; }
// CHECK-REPORT-DAG: typed: asks: int (long) [specialized, boxed] (effects of a function that is not seen: a call through a pointer)
static PyObject *asks(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  if (!hook)
    return PyErr_NoMemory();
  return PyBool_FromLong(hook(x));
}

// Two callers of a helper that returns the result or raises: the wrapper is
// nothing but this call, or does more.
static PyObject *helper(PyObject *arg, long least) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  calls++;
  if (x < least) {
    PyErr_SetString(PyExc_ValueError, "too small");
    return NULL;
  }
  return PyLong_FromLong(x + calls);
}
// CHECK-REPORT-DAG: typed: helped: long (long) [{{.*}}, gil] (uses state {{.*}})
static PyObject *helped(PyObject *module, PyObject *arg) { return helper(arg, 5); }
// CHECK-REPORT-DAG: typed: helped_more: long (long) [{{.*}}, boxed] (uses state {{.*}} is not all that it calls)
static PyObject *helped_more(PyObject *module, PyObject *arg) {
  calls += 100;
  return helper(arg, 5);
}

// A call that lets other threads run, and could do without the GIL.
// CHECK-REPORT-DAG: typed: waits: long (long) [{{.*}}, gil] (it releases the GIL, {{.*}})
static PyObject *waits(PyObject *module, PyObject *arg) {
  long x = PyLong_AsLong(arg), sum = 0;
  if (x == -1 && PyErr_Occurred())
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  for (long i = 0; i < 10; i++)
    sum += x;
  Py_END_ALLOW_THREADS
  if (sum > 1000)
    return RAISE(PyExc_OverflowError, "much");
  return PyLong_FromLong(sum);
}

// A boxed call that boxes no number is no slower.
// CHECK-REPORT-DAG: typed: opens: void (void) [specialized, boxed] (uses state {{.*}}; the boxed call is as fast: it boxes no number)
static PyObject *opens(PyObject *module, PyObject *unused) {
  is_open = 1;
  hook = is_even;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"forwards", forwards, METH_O, NULL},
    {"raises", raises, METH_VARARGS, NULL},
    {"closes", closes, METH_VARARGS, NULL},
    {"chooses", chooses, METH_O, NULL},
    {"asks", asks, METH_O, NULL},
    {"helped", helped, METH_O, NULL},
    {"helped_more", helped_more, METH_O, NULL},
    {"waits", waits, METH_O, NULL},
    {"opens", opens, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "gil", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_gil(void) { return PyModule_Create(&definition); }

// PYTHON: import os
// PYTHON: def error(f, *given):
// PYTHON:     try:
// PYTHON:         raise RuntimeError
// PYTHON:     except RuntimeError as context:
// PYTHON:         try:
// PYTHON:             return f(*given)
// PYTHON:         except Exception as found:
// PYTHON:             assert found.__context__ is context, found
// PYTHON:             assert found.__traceback__.tb_next is None, found
// PYTHON:             return type(found).__name__, found.args
// PYTHON: for turn in range(1, 4):
// PYTHON:     assert error(m.asks, 3) == ("MemoryError", ()) or turn > 1
// PYTHON:     assert error(m.raises, 3) == ("RuntimeError", ("closed",)) or turn > 1
// PYTHON:     assert m.opens() is None
// PYTHON:     before = m.forwards(2)
// PYTHON:     assert m.forwards(True) == before + 1 and error(m.forwards, 1 << 64)[0] == "OverflowError"
// PYTHON:     assert m.raises(5) == (before + 6) / 2
// PYTHON:     assert error(m.raises, 1, 1) == ("ValueError", ("too late",))
// PYTHON:     assert error(m.raises, 1, 2) == ("KeyError", ("1 after 2",))
// PYTHON:     assert m.forwards(0) == before + 8
// PYTHON:     file = os.open(os.devnull, os.O_RDONLY)
// PYTHON:     assert m.closes(file) is None
// PYTHON:     assert error(m.closes, file) == ("OSError", (9, "Bad file descriptor"))
// PYTHON:     assert m.chooses(7) == 7 and error(m.chooses, -7) == ("ValueError", ("-7",))
// PYTHON:     assert m.asks(4) is True and m.asks(5) is False
// PYTHON:     assert m.helped(6) + 1 == m.helped(6) and error(m.helped, 4) == ("ValueError", ("too small",))
// PYTHON:     assert m.helped_more(6) + 102 == m.helped_more(6) + 1
// PYTHON:     assert m.waits(3) == 30 and error(m.waits, 300) == ("OverflowError", ("much",))
