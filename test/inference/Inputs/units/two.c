#include <Python.h>

#include "others.h"

long helper(long);

static long hidden;
static long (*hook)(long);

long back(long i) { return recursion(i); }
long deeper(long i) { return hidden + i; }
long twice(long i) { return i + hidden++; }
long shared_helper(long i) { return helper(i); }
long replaced(long i) { return hook(i); }
long raises(long i) {
  if (i < 0)
    PyErr_SetString(PyExc_ValueError, "negative");
  return i;
}
