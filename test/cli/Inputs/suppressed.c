#include <Python.h>
#include "suppressed.h"

/* NOPYUNBOXES is another word. A long comment may
   hold the word NOPYUNBOXED, too, and a "text" one: */
const char *text = "see NOPYUNBOX";
static PyObject *twice(PyObject *self, PyObject *arg) { // NOPYUNBOX()
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(plus(x));
}

/* In several lines, the last of which
   says NOPYUNBOX */
static PyObject *
gnu(PyObject *self, PyObject *arg)
{
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(plus(x));
}

static PyMethodDef methods[] = {{"in_header", in_header, METH_O, NULL},
                                {"twice", twice, METH_O, NULL},
                                {"gnu", gnu, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
