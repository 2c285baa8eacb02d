// RUN: %check_unit %s
// What Clang's graph leaves out, shows once more, or reads otherwise than gcc.
//
// CHECK-REPORT-DAG: rejected: repeated: an initializer of several elements does something [unsupported-c]
// CHECK-REPORT-DAG: rejected: compound: an initializer of several elements does something [unsupported-c]
// CHECK-REPORT-DAG: rejected: sized: the size of an array in a type is computed here [unsupported-c]
// CHECK-REPORT-DAG: rejected: broken: a break or continue in the head of a loop or switch [unsupported-c]
// CHECK-REPORT-DAG: rejected: switched: a break or continue in the head of a loop or switch [unsupported-c]
// CHECK-REPORT-DAG: rejected: unordered: statements inside an expression change a variable [unsupported-c]
// CHECK-REPORT-DAG: rejected: chosen: a choice by the type of an expression [unsupported-c]
// CHECK-REPORT-DAG: rejected: fast: the macro '__INT_FAST16_MAX__' in line {{.*}} depends on the compiler [compiler-identity]
//
// PYTHON: assert m.repeated(5) == -9 and m.compound(5) == -9 and m.sized(5) == -9
// PYTHON: assert m.chosen(5) in (-9, 11) and m.fast(5) in (-9, 11)

#include <Python.h>
#define V(name) \
  static PyObject *name(PyObject *m, PyObject *args) { \
    long x; if (!PyArg_ParseTuple(args, "l", &x)) return NULL;

static long odd(long x) { return x * 2 + 1; }
static long add(long a, long b) { return a + b; }

// Once, in gcc and Clang; twice in Clang's syntax tree.
V(repeated)
  long k = 0, a[2] = {[0 ... 1] = k++};
  (void)a;
  if (k == 1) x = -x;
  return PyLong_FromLong(odd(x)); }

V(compound)
  long k = 0, *a = (long[2]){[0 ... 1] = k++};
  (void)a;
  if (k == 1) x = -x;
  return PyLong_FromLong(odd(x)); }

// sizeof evaluates an operand of variable size.
V(sized)
  long n = 2, k = 0, a[n];
  a[0] = 0; (void)a;
  (void)sizeof(*(k++, &a));
  if (k == 1) x = -x;
  return PyLong_FromLong(odd(x)); }

// gcc leaves the outer loop, Clang the inner one.
V(broken)
  long k = 0;
  for (;;) {
    for (({ if (x < 1000) break; 1; }); k < 9;) break;
    k = 7;
    break;
  }
  if (k != 7) x = -x;
  return PyLong_FromLong(odd(x)); }

V(switched)
  long k = 0;
  for (; k < 9; k++) {
    switch (({ if (x < 1000) break; 1; })) { default: ; }
    k += 2;
  }
  if (k != 9) x = -x;
  return PyLong_FromLong(odd(x)); }

// gcc goes from right to left, Clang the other way.
V(unordered)
  long k = 0, q = 5;
  long r = add(({ k = 1; 0L; }), ({ q = k; 0L; }));
  if (q == 0) x = -x;
  return PyLong_FromLong(odd(x) + r); }

// A bit-field has a type of its own in gcc.
V(chosen)
  struct { unsigned long b : 40; } s = {0};
  (void)s;
  if (_Generic(s.b + 0, unsigned long : 1, default : 2) == 2) x = -x;
  return PyLong_FromLong(odd(x)); }

V(fast)
  if (__INT_FAST16_MAX__ > 100000) x = -x;
  return PyLong_FromLong(odd(x)); }

static PyMethodDef methods[] = {
    {"repeated", repeated, METH_VARARGS, NULL},
    {"compound", compound, METH_VARARGS, NULL},
    {"sized", sized, METH_VARARGS, NULL},
    {"broken", broken, METH_VARARGS, NULL},
    {"switched", switched, METH_VARARGS, NULL},
    {"unordered", unordered, METH_VARARGS, NULL},
    {"chosen", chosen, METH_VARARGS, NULL},
    {"fast", fast, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
