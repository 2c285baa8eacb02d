/* Code that is another for every compiler, or only looks so. */
#include <Python.h>

static long n;

/* Clang says that it is gcc 4. */
#ifdef __clang__
#define BUMP(x) (x)
#else
#define BUMP(x) (n += (x))
#endif
#if __GNUC__ > 4
typedef int small;
#define CONSTANT 1
static long helper(long x) { return x + n; }
#else
typedef long small;
#define CONSTANT 2
static long helper(long x) { return x; }
#endif

/* No compiler that builds this is that one. */
#ifdef _MSC_VER
typedef int number;
#else
typedef long number;
#endif

static long by_macro(long x) { return BUMP(x); }
static long by_constant(long x) { return x + CONSTANT; }
static long by_type(long x) { return (small)x; }
static long by_callee(long x) { return helper(x); }
static long by_value(long x) { return x + __GNUC__; }
static number settled_outside(number x) { return x; }
static long settled_inside(long x) {
#ifdef _MSC_VER
  n++;
#endif
#if defined(__GNUC__) && __GNUC__ >= 3
  return x + 1; /* a comment
                   of two lines */
#else
  return n;
#endif
}

/* Where much is left out, gcc says so in a line that begins as the directive did
   which ends it. */
static long settled_indented(long x) {
  static const int
    # ifdef _MSC_VER
      many[] = {
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
      };
	# else
      one = 1;
    # endif
  return x + one;
}
static long settled_behind_comment(long x) {
  /* 1 */ /* 2 */ # ifdef _MSC_VER
  n++;
  n++;
  n++;
  n++;
  n++;
  n++;
  n++;
  n++;
  n++;
  /* 3 */ # endif
  return x + 2;
}

/* One definition in two branches, but for a warning. */
#ifdef __clang__
#define QUIET __inline__ __attribute__((__unused__))
#elif defined(__GNUC__)
#  define QUIET inline
#else
#define QUIET
#endif
static QUIET long settled_definition(long x) { return x + 3; }

/* Code stands between them, for which one compiler has no definition. */
#ifdef __clang__
#define LATE(x) (x)
#endif
static long none(void) { return 0; }
#ifndef __clang__
#define LATE(x) (x)
#endif
static long by_place(long x) { return LATE(x) + none(); }

#define WRAP(f)                                                                \
  static PyObject *wrap_##f(PyObject *m, PyObject *o) {                        \
    long x = PyLong_AsLong(o);                                                 \
    if (x == -1 && PyErr_Occurred())                                           \
      return NULL;                                                             \
    return PyLong_FromLong(f(x));                                              \
  }
WRAP(by_macro) WRAP(by_constant) WRAP(by_type) WRAP(by_callee) WRAP(by_value)
WRAP(settled_outside) WRAP(settled_inside) WRAP(settled_indented)
WRAP(settled_behind_comment) WRAP(settled_definition) WRAP(by_place)
#if __GNUC__ > 4
#define NAME "by_row"
#else
#define NAME "another"
#endif

static PyMethodDef methods[] = {
    {"by_macro", wrap_by_macro, METH_O, NULL},
    {"by_constant", wrap_by_constant, METH_O, NULL},
    {"by_type", wrap_by_type, METH_O, NULL},
    {"by_callee", wrap_by_callee, METH_O, NULL},
    {"by_value", wrap_by_value, METH_O, NULL},
    {"settled_outside", wrap_settled_outside, METH_O, NULL},
    {"settled_inside", wrap_settled_inside, METH_O, NULL},
    {"settled_indented", wrap_settled_indented, METH_O, NULL},
    {"settled_behind_comment", wrap_settled_behind_comment, METH_O, NULL},
    {"settled_definition", wrap_settled_definition, METH_O, NULL},
    {"by_place", wrap_by_place, METH_O, NULL},
    {NAME, wrap_settled_inside, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "module", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&definition); }
