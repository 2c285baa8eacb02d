#include <Python.h>
#include "errors.h"

PyObject *raise_errno(void) {
  PyErr_SetFromErrno(PyExc_OSError);
  return NULL;
}
PyObject *raise_text(const char *text, int number) {
  if (number < 0)
    return PyErr_Format(PyExc_KeyError, "%s: %d", text, number);
  PyErr_SetString(PyExc_ValueError, "a number");
  return NULL;
}
static void raise_number(void) { PyErr_SetString(PyExc_ValueError, "no"); }
PyObject *by_helper(int number) {
  if (number)
    raise_number();
  else
    return raise_errno();
  return NULL;
}
PyObject *sometimes(int number) {
  if (number > 3)
    PyErr_SetString(PyExc_ValueError, "more than three");
  return NULL;
}
/* One is set in either case. */
PyObject *if_none(void) {
  if (!PyErr_Occurred())
    PyErr_SetString(PyExc_ValueError, "none");
  return NULL;
}
PyObject *returns_none(void) {
  PyErr_SetString(PyExc_ValueError, "with a result");
  Py_RETURN_NONE;
}
PyObject *clears(void) {
  PyErr_SetString(PyExc_ValueError, "for a moment");
  PyErr_Clear();
  return NULL;
}
PyObject *with_object(PyObject *object) {
  PyErr_SetObject(PyExc_ValueError, object);
  return NULL;
}
PyObject *twice(void) { return raise_errno(); }
__attribute__((weak)) PyObject *weak(void) { return raise_errno(); }
