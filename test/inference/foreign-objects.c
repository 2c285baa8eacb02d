// RUN: %check_unit %s
// Objects that no argument leads to: of variables, of structures, of the
// module's state. To look whether there is one, and to change its reference
// count, says nothing of the arguments; no entry does it.

#include <Python.h>

static PyObject *hook;
struct slot { PyObject *held; long used; };
static struct slot slots[4];

// CHECK-REPORT-DAG: typed: has_hook: int (void) [specialized, boxed] (needs the GIL: an object that is no argument)
static PyObject *has_hook(PyObject *module, PyObject *none) {
  if (hook == NULL)
    Py_RETURN_FALSE;
  Py_RETURN_TRUE;
}

// CHECK-REPORT-DAG: typed: no_hook: int (void) [specialized, boxed]
static PyObject *no_hook(PyObject *module, PyObject *none) {
  return PyBool_FromLong(!hook);
}

// CHECK-REPORT-DAG: typed: drop: void (void) [specialized, boxed]
static PyObject *drop(PyObject *module, PyObject *none) {
  Py_CLEAR(hook);
  Py_RETURN_NONE;
}

// CHECK-REPORT-DAG: typed: drop_slot: void (int) [specialized, boxed]
static PyObject *drop_slot(PyObject *module, PyObject *args) {
  int i;
  if (!PyArg_ParseTuple(args, "i", &i))
    return NULL;
  if (i < 0 || i > 3) {
    PyErr_SetString(PyExc_IndexError, "no such slot");
    return NULL;
  }
  Py_XDECREF(slots[i].held);
  slots[i].held = NULL;
  Py_RETURN_NONE;
}

// CHECK-REPORT-DAG: typed: used: long (void) [specialized, boxed] (needs the GIL: an object that is no argument)
static struct PyModuleDef definition;
static PyObject *used(PyObject *module, PyObject *none) {
  struct slot *mine = PyModule_GetState(PyState_FindModule(&definition));
  if (mine == NULL)
    return PyLong_FromLong(0);
  return PyLong_FromLong(mine->used);
}

static PyMethodDef methods[] = {
    {"has_hook", has_hook, METH_NOARGS, NULL},
    {"no_hook", no_hook, METH_NOARGS, NULL},
    {"drop", drop, METH_NOARGS, NULL},
    {"drop_slot", drop_slot, METH_VARARGS, NULL},
    {"used", used, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "foreign", NULL, sizeof(struct slot), methods, NULL,
    NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_foreign(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.has_hook() is False and m.no_hook() is True
// PYTHON: assert m.drop() is None and m.drop_slot(3) is None and m.used() == 0
