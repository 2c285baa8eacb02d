/* A method of every effect and way to be called. The module sets `expected`: from a
 * method's name to (may a typed call be made, may the entry be handed out as a plain
 * function pointer); -1 leaves it to the reader. */
#include "../runtime/fixtures/forms.h"

static long same(long x) { return x; }
static PyObject *boxed(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(x);
}
/* What PYUNBOX_CALL_GIL asks for: it holds the GIL, and raises nothing. */
static long counter;
static long count(long x) {
  PyGILState_STATE state = PyGILState_Ensure();
  x += counter - counter++;
  PyGILState_Release(state);
  return x;
}
static int flag(int x) { return x; }
static PyObject *boxed_flag(PyObject *self, PyObject *arg) {
  int x = PyObject_IsTrue(arg);
  return x < 0 ? NULL : PyLong_FromLong(x);
}
static Py_complex conjugate(Py_complex x) {
  x.imag = -x.imag;
  return x;
}
static PyObject *boxed_complex(PyObject *self, PyObject *arg) {
  Py_complex x = PyComplex_AsCComplex(arg);
  if (x.real == -1.0 && PyErr_Occurred())
    return NULL;
  return PyComplex_FromCComplex(conjugate(x));
}
static int pair(long x, long *first, double *second) {
  if (x == LONG_MIN)
    return -3;
  *first = x;
  *second = (double)x / 2;
  return 0;
}
static PyObject *boxed_pair(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return Py_BuildValue("(ld)", x, (double)x / 2);
}
/* Of PYUNBOX_CALL_GIL, with a place for what it might raise. */
static int counted_pair(long x, long *first, double *second, PyObject **error) {
  (void)error;
  return pair(count(x), first, second);
}

static const struct pyunbox_arg long_args[] = {
    INT_ARG("", long, PYUNBOX_PY_INT, 0, 0)};
static const struct pyunbox_arg flag_args[] = {
    INT_ARG("", int, PYUNBOX_PY_BOOL, 0, 0)};
static const struct pyunbox_arg complex_args[] = {
    {"", PYUNBOX_TYPE_COMPLEX(Py_complex), PYUNBOX_PY_COMPLEX, 0, 0, 0.0}};

/* X(name, effects, bail, call, typed, plain) of a long (long) */
#define LONGS(X)                                                               \
  X(pure, PYUNBOX_EFFECT_PURE, NEVER, DIRECT, 1, 1)                            \
  X(impure, 0, NEVER, DIRECT, 1, 1)                                            \
  X(blocks, PYUNBOX_EFFECT_BLOCKS, NEVER, DIRECT, 1, 1)                        \
  X(state, PYUNBOX_EFFECT_STATE, NEVER, DIRECT, 1, 0)                          \
  X(retains, PYUNBOX_EFFECT_RETAINS, NEVER, DIRECT, 1, 0)                      \
  X(distinct, PYUNBOX_EFFECT_PURE, DISTINCT, DIRECT, 1, 0)                     \
  X(repeat, PYUNBOX_EFFECT_PURE, REPEAT, DIRECT, 1, 0)                         \
  X(raises_boxed, PYUNBOX_EFFECT_RAISES, DISTINCT, DIRECT, 1, 0)               \
  X(raises_itself, PYUNBOX_EFFECT_RAISES, NEVER, DIRECT, 0, 0)                 \
  X(needs_gil, PYUNBOX_EFFECT_NEEDS_GIL, NEVER, DIRECT, 0, 0)                  \
  X(boxed_only, PYUNBOX_EFFECT_PURE, NEVER, BOXED, 0, 0)
/* The same of a method that returns a tuple. */
#define PAIRS(X)                                                               \
  X(pair_pure, PYUNBOX_EFFECT_PURE, NEVER, DIRECT, 1, 1)                       \
  X(pair_state, PYUNBOX_EFFECT_STATE, NEVER, DIRECT, 1, 0)                     \
  X(pair_distinct, PYUNBOX_EFFECT_PURE, DISTINCT, DIRECT, 1, 0)                \
  X(pair_raises_boxed, PYUNBOX_EFFECT_RAISES, DISTINCT, DIRECT, 1, 0)          \
  X(pair_raises_itself, PYUNBOX_EFFECT_RAISES, NEVER, DIRECT, 0, 0)            \
  X(pair_needs_gil, PYUNBOX_EFFECT_NEEDS_GIL, NEVER, DIRECT, 0, 0)             \
  X(pair_boxed_only, PYUNBOX_EFFECT_PURE, NEVER, BOXED, 0, 0)

#define RECORD(id, effects, bail, call, typed, plain)                          \
  PYUNBOX_RECORD(id##_record, #id, 1, 1, PYUNBOX_TYPE_INT(long),               \
                 PYUNBOX_PY_INT, PYUNBOX_BAIL_##bail, PYUNBOX_CALL_##call,     \
                 PYUNBOX_FUNCTION(same), long_args, LONG_MIN, 0.0, effects,    \
                 "long (long)", no_tail, PYUNBOX_TAIL_UNTYPED, NULL);
LONGS(RECORD)

static const struct pyunbox_arg pair_args[] = {
    INT_ARG("", long, PYUNBOX_PY_INT, 0, 0), INT_ITEM(long),
    FLOAT_ITEM(double)};
#define PAIR_RECORD(id, effects, bail, call, typed, plain)                     \
  PYUNBOX_RECORD(id##_record, #id, 1, 1, PYUNBOX_TYPE_ITEMS(2),                \
                 PYUNBOX_PY_TUPLE, PYUNBOX_BAIL_##bail, PYUNBOX_CALL_##call,   \
                 PYUNBOX_FUNCTION(pair), pair_args, -3, 0.0, effects,          \
                 "int (long, long *, double *)", no_tail,                      \
                 PYUNBOX_TAIL_UNTYPED, NULL);
PAIRS(PAIR_RECORD)
PYUNBOX_RECORD(counted_pair_record, "pair_takes_gil", 1, 1,
               PYUNBOX_TYPE_ITEMS(2), PYUNBOX_PY_TUPLE, PYUNBOX_BAIL_NEVER,
               PYUNBOX_CALL_GIL, PYUNBOX_FUNCTION(counted_pair), pair_args, 0,
               0.0, PYUNBOX_EFFECT_STATE | PYUNBOX_EFFECT_RAISES,
               "int (long, long *, double *, PyObject **)", no_tail,
               PYUNBOX_TAIL_UNTYPED, NULL);

PYUNBOX_RECORD(count_record, "takes_gil", 1, 1, PYUNBOX_TYPE_INT(long),
               PYUNBOX_PY_INT, PYUNBOX_BAIL_NEVER, PYUNBOX_CALL_GIL,
               PYUNBOX_FUNCTION(count), long_args, 0, 0.0, PYUNBOX_EFFECT_STATE,
               "long (long)", no_tail, PYUNBOX_TAIL_UNTYPED, NULL);
/* The guard lets two of all ints through. */
PYUNBOX_RECORD(flag_record, "flag", 1, 1, PYUNBOX_TYPE_INT(int), PYUNBOX_PY_INT,
               PYUNBOX_BAIL_NEVER, PYUNBOX_CALL_DIRECT, PYUNBOX_FUNCTION(flag),
               flag_args, 0, 0.0, PYUNBOX_EFFECT_PURE, "int (int)", no_tail,
               PYUNBOX_TAIL_UNTYPED, NULL);
PYUNBOX_RECORD(complex_record, "conjugate", 1, 1,
               PYUNBOX_TYPE_COMPLEX(Py_complex), PYUNBOX_PY_COMPLEX,
               PYUNBOX_BAIL_NEVER, PYUNBOX_CALL_DIRECT,
               PYUNBOX_FUNCTION(conjugate), complex_args, 0, 0.0,
               PYUNBOX_EFFECT_PURE, "Py_complex (Py_complex)", no_tail,
               PYUNBOX_TAIL_UNTYPED, NULL);

#define ROW(id, effects, bail, call, typed, plain)                             \
  PYUNBOX_METHOD(id##_record, boxed, METH_O, NULL),
#define PAIR_ROW(id, effects, bail, call, typed, plain)                        \
  PYUNBOX_METHOD(id##_record, boxed_pair, METH_O, NULL),
static PyMethodDef methods[] = {
    LONGS(ROW) PAIRS(PAIR_ROW)
    PYUNBOX_METHOD(counted_pair_record, boxed_pair, METH_O, NULL),
    PYUNBOX_METHOD(count_record, boxed, METH_O, NULL),
    PYUNBOX_METHOD(flag_record, boxed_flag, METH_O, NULL),
    PYUNBOX_METHOD(complex_record, boxed_complex, METH_O, NULL),
    {NULL, NULL, 0, NULL}};

static const struct {
  const char *name;
  int typed, plain;
} expectations[] = {
#define EXPECT(id, effects, bail, call, typed, plain) {#id, typed, plain},
    LONGS(EXPECT) PAIRS(EXPECT){"flag", 1, 0},
    {"pair_takes_gil", -1, 0},
    {"takes_gil", -1, 0},
    {"conjugate", 0, 0},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "effects", NULL, -1, methods, NULL, NULL, NULL,
    NULL};

PyMODINIT_FUNC PyInit_effects(void) {
  PyObject *expected = PyDict_New(), *module;
  size_t i;
  if (expected == NULL)
    return NULL;
  for (i = 0; i < sizeof expectations / sizeof *expectations; i++) {
    PyObject *pair = Py_BuildValue("(ii)", expectations[i].typed,
                                   expectations[i].plain);
    if (pair == NULL ||
        PyDict_SetItemString(expected, expectations[i].name, pair) < 0)
      return NULL;
    Py_DECREF(pair);
  }
  module = PyModule_Create(&definition);
  if (module == NULL || PyModule_AddObject(module, "expected", expected) < 0)
    return NULL;
  return module;
}
