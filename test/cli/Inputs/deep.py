"""Prints an extension whose one wrapper adds a number of terms."""

import sys

TERMS = " + x" * (int(sys.argv[1]) - 1)
print(f"""#include <Python.h>
static PyObject *deep(PyObject *module, PyObject *arg) {{
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x{TERMS});
}}
static PyMethodDef methods[] = {{
    {{"deep", deep, METH_O, NULL}}, {{NULL, NULL, 0, NULL}}}};
static struct PyModuleDef definition = {{
    PyModuleDef_HEAD_INIT, "deep", NULL, -1, methods, NULL, NULL, NULL, NULL}};
PyMODINIT_FUNC PyInit_deep(void) {{ return PyModule_Create(&definition); }}
""")
