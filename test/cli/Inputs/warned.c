#include <Python.h>

static PyObject *add(PyObject *module, PyObject *args, PyObject *keywords) {
  static char *names[] = {"x", "y", NULL};
  long x, y = 1;
  unsigned one = 1;
  int unused;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "l|l", names, &x, &y))
    return NULL;
  if ((int)x < one)
    y = 0;
  return PyLong_FromLong(x + y);
}
#ifdef NESTED
static int outer(int x) {
  int inner(int y) { return x + y; }
  return inner(1);
}
int use(int x) { return outer(x); }
#endif

static PyMethodDef methods[] = {
    {"add", (PyCFunction)add, METH_VARARGS | METH_KEYWORDS},
    {NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "warned",
    NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_warned(void) { return PyModule_Create(&definition); }
