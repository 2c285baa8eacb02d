/* Another module, which no call in the first one leads to. */
#include <Python.h>

long elsewhere(long i) { return i; }

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "another", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_another(void) { return PyModule_Create(&definition); }
