#include <Python.h>
long util(long x) {
#ifdef CHECKED
  if (x == 5) {
    PyErr_SetString(PyExc_ValueError, "five");
    return 0;
  }
#endif
  return x + 1;
}
