/* The kit's adapter for libpyunbox: the module `library_adapter`. README.md says what
 * an adapter is. */
#define PY_SSIZE_T_CLEAN
#include <pyunbox/pyunbox.h>

#include <stdlib.h>

static PyObject *describe_argument(const struct pyunbox_arg *arg) {
  return Py_BuildValue("(sHHILd)", arg->name, arg->type, arg->python,
                       arg->flags, (long long)arg->default_int,
                       arg->default_float);
}

static PyObject *describe_item(const struct pyunbox_arg *item) {
  return Py_BuildValue("(HH)", item->type, item->python);
}

static PyObject *describe_all(PyObject *(*describe_one)(
                                  const struct pyunbox_arg *),
                              const struct pyunbox_arg *args, size_t count) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);
  size_t i;
  for (i = 0; tuple && i < count; i++) {
    PyObject *one = describe_one(&args[i]);
    if (!one)
      Py_CLEAR(tuple);
    else
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, one);
  }
  return tuple;
}

static PyObject *describe(PyObject *self, PyObject *function) {
  const pyunbox_signature *it = pyunbox_of_function(function, NULL);
  if (!it)
    Py_RETURN_NONE;
  return Py_BuildValue(
      "{s:s,s:N,s:N,s:H,s:H,s:H,s:H,s:H,s:I,s:i,s:i}", "declaration",
      it->signature, "arguments",
      describe_all(describe_argument, it->args, it->nargs), "items",
      describe_all(describe_item, it->args + it->nargs, pyunbox_nitems(it)),
      "nrequired", it->nrequired, "result", it->result, "boxed", it->boxed,
      "bail", it->bail, "call", it->call, "effects", it->effects, "typed",
      !pyunbox_why_boxed(it), "plain", !pyunbox_why_not_plain(it));
}

/* A Python object as a value; 0 if it is none of those that records know. */
static int unbox(PyObject *object, struct pyunbox_value *value) {
  int overflow = 0;
  if (PyBool_Check(object)) {
    value->tag = PYUNBOX_IS_BOOL;
    value->as.as_signed = object == Py_True;
  } else if (PyFloat_CheckExact(object)) {
    value->tag = PYUNBOX_IS_FLOAT;
    value->as.as_float = PyFloat_AsDouble(object);
  } else if (PyLong_CheckExact(object)) {
    value->tag = PYUNBOX_IS_INT;
    value->as.as_signed = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow) {
      value->tag = PYUNBOX_IS_UINT;
      value->as.as_unsigned = PyLong_AsUnsignedLongLong(object);
      if (PyErr_Occurred()) {
        PyErr_Clear();
        return 0;
      }
    }
  } else if (PyBytes_CheckExact(object) && PyBytes_Size(object) == 1) {
    value->tag = PYUNBOX_IS_BYTE;
    value->as.as_unsigned = (unsigned char)*PyBytes_AsString(object);
  } else if (PyUnicode_CheckExact(object) && PyUnicode_GetLength(object) == 1) {
    value->tag = PYUNBOX_IS_CHAR;
    value->as.as_unsigned = PyUnicode_ReadChar(object, 0);
  } else {
    return 0;
  }
  return 1;
}

static PyObject *box(const struct pyunbox_value *value) {
  switch (value->tag) {
  case PYUNBOX_IS_INT:
    return PyLong_FromLongLong(value->as.as_signed);
  case PYUNBOX_IS_UINT:
    return PyLong_FromUnsignedLongLong(value->as.as_unsigned);
  case PYUNBOX_IS_BOOL:
    return PyBool_FromLong((long)value->as.as_signed);
  case PYUNBOX_IS_FLOAT:
    return PyFloat_FromDouble(value->as.as_float);
  default:
    Py_RETURN_NONE;
  }
}

static PyObject *box_all(const struct pyunbox_value *values, size_t count) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);
  size_t i;
  for (i = 0; tuple && i < count; i++)
    PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, box(&values[i]));
  return tuple;
}

static PyObject *call(PyObject *self, PyObject *args) {
  struct pyunbox_value values[16], results[16];
  const pyunbox_signature *signature;
  struct pyunbox_caller *caller;
  enum pyunbox_outcome outcome;
  PyObject *function, *tuple;
  Py_ssize_t i, count;
  size_t nitems;
  if (!PyArg_ParseTuple(args, "OO!:call", &function, &PyTuple_Type, &tuple))
    return NULL;
  count = PyTuple_Size(tuple);
  for (i = 0; i < count; i++)
    if (i == 16 || !unbox(PyTuple_GetItem(tuple, i), &values[i]))
      return Py_BuildValue("(s)", "unfit");
  signature = pyunbox_of_function(function, NULL);
  caller = pyunbox_caller_new(signature);
  if (!caller)
    return Py_BuildValue("(s)", "boxed");
  nitems = pyunbox_nitems(signature);
  outcome =
      nitems ? pyunbox_call_tuple(caller, values, (size_t)count, results,
                                  nitems < 16 ? nitems : 16)
             : pyunbox_call(caller, values, (size_t)count, results);
  pyunbox_caller_free(caller);
  if (outcome == PYUNBOX_DONE)
    return Py_BuildValue("(sN)", "done",
                         nitems ? box_all(results, nitems) : box(results));
  return Py_BuildValue("(s)", outcome == PYUNBOX_BAILED ? "bailed" : "unfit");
}

/* names(module): of all typed methods, as the library iterates over them. */
static PyObject *names(PyObject *self, PyObject *module) {
  PyObject *dictionary = PyModule_GetDict(module), *list = PyList_New(0);
  Py_ssize_t position = 0;
  PyObject *function;
  while (list && pyunbox_next(dictionary, &position, &function)) {
    PyObject *name = PyObject_GetAttrString(function, "__name__");
    if (!name || PyList_Append(list, name) < 0)
      Py_CLEAR(list);
    Py_XDECREF(name);
  }
  return list;
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_O, NULL},
    {"call", call, METH_VARARGS, NULL},
    {"names", names, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "library_adapter", NULL, -1, methods, NULL, NULL,
    NULL, NULL};

PyMODINIT_FUNC PyInit_library_adapter(void) {
  return PyModule_Create(&definition);
}
