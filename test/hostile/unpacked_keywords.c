// RUN: %check_unit %s
// A parser that hands objects back, used as Argument Clinic would not.
//
// The parser's structure is written to.
// CHECK-REPORT-DAG: rejected: written: {{.*}}[keywords-unknown]
// The names may change.
// CHECK-REPORT-DAG: rejected: renamed: {{.*}}[keywords-unknown]
// The number of keywords is looked at on its own.
// CHECK-REPORT-DAG: rejected: by_name: {{.*}}[variable-arity]
// Two parsers, each with an order of its own.
// CHECK-REPORT-DAG: rejected: two_orders: {{.*}}[keywords-unknown]
// The parser gets no keywords; its buffer is written to.
// CHECK-REPORT-DAG: rejected: no_names: {{.*}}[keywords-unknown]
// CHECK-REPORT-DAG: rejected: alias: {{.*}}[object-escapes]
// What is passed by keyword is not looked at.
// CHECK-REPORT-DAG: rejected: unasked: {{.*}}[argument-not-unboxed]
// NULL is passed for no arguments, and returned with no exception set.
// CHECK-REPORT-DAG: rejected: raw: {{.*}}[object-use]
// CHECK-REPORT-DAG: rejected: wrong_way: {{.*}}[object-use]
// The vector ends where the buffer goes on.
// CHECK-REPORT-DAG: rejected: past_end: {{.*}}[variable-arity]

#include <Python.h>
static long f(long a, long b) { return 10 * a + b; }
#define WRAPPER(name) \
  static PyObject *name(PyObject *m, PyObject *const *args, Py_ssize_t nargs, \
                        PyObject *kwnames)
#define UNBOX(v, i) \
  v = PyLong_AsLong(args[i]); \
  if (v == -1 && PyErr_Occurred()) return NULL
#define UNPACK(parser) \
  PyObject *buffer[2]; \
  args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &parser, 1, 2, 0, \
                               buffer); \
  if (!args) return NULL
static const char *const names[] = {"a", "b", NULL};
static const char *const one_name[] = {"a", NULL};

WRAPPER(written) { static _PyArg_Parser parser = {NULL, names, "written", 0};
  long a, b = 7; static const char *const others[] = {"c", "d", NULL};
  parser.keywords = others;
  UNPACK(parser); UNBOX(a, 0); if (args[1]) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }
static const char *changing[] = {"a", "b", NULL};
void rename_it(void) { changing[1] = "c"; }
WRAPPER(renamed) { long a, b = 7;
  static _PyArg_Parser parser = {NULL, changing, "renamed", 0};
  UNPACK(parser); UNBOX(a, 0); if (args[1]) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }
WRAPPER(by_name) { static _PyArg_Parser parser = {NULL, names, "by_name", 0};
  long a, b = 7, named = kwnames != NULL;
  UNPACK(parser); UNBOX(a, 0); if (nargs + named > 1) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, named ? 0 : b)); }
WRAPPER(unasked) { static _PyArg_Parser parser = {NULL, names, "unasked", 0};
  long a, b = 7; UNPACK(parser); UNBOX(a, 0); if (nargs != 1) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }

static const char *const reversed[] = {"b", "a", NULL};
WRAPPER(two_orders) { long a, b = 7; PyObject *buffer[2];
  static _PyArg_Parser one = {NULL, names, "two_orders", 0};
  static _PyArg_Parser two = {NULL, reversed, "two_orders", 0};
  if (nargs < 2)
    args = (_PyArg_UnpackKeywords)(args, nargs, NULL, kwnames, &one, 1, 2, 0, buffer);
  else
    args = (_PyArg_UnpackKeywords)(args, nargs, NULL, kwnames, &two, 1, 2, 0, buffer);
  if (!args) return NULL;
  UNBOX(a, 0); if (args[1]) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }

WRAPPER(no_names) { static _PyArg_Parser parser = {NULL, names, "no_names", 0};
  long a, b; PyObject *buffer[2];
  args = (_PyArg_UnpackKeywords)(args, nargs, NULL, NULL, &parser, 2, 2, 0, buffer);
  if (!args) return NULL;
  UNBOX(a, 0); UNBOX(b, 1);
  return PyLong_FromLong(f(a, b)); }
WRAPPER(alias) { static _PyArg_Parser parser = {NULL, names, "alias", 0};
  long a, b = 7; PyObject *buffer[2];
  args = (_PyArg_UnpackKeywords)(args, nargs, NULL, kwnames, &parser, 1, 2, 0, buffer);
  if (!args) return NULL;
  buffer[1] = NULL;
  UNBOX(a, 0); if (args[1]) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }

WRAPPER(raw) { static _PyArg_Parser parser = {NULL, one_name, "raw", 0};
  long a = 7; PyObject *buffer[1]; if (!args) return NULL;
  args = (_PyArg_UnpackKeywords)(args, nargs, NULL, kwnames, &parser, 0, 1, 0, buffer);
  if (!args) return NULL;
  if (args[0]) { UNBOX(a, 0); }
  return PyLong_FromLong(f(a, a)); }
WRAPPER(wrong_way) { static _PyArg_Parser parser = {NULL, one_name, "wrong_way", 0};
  long a = 7; PyObject *buffer[1];
  args = args == NULL && !kwnames ? args
      : (_PyArg_UnpackKeywords)(args, nargs, NULL, kwnames, &parser, 0, 1, 0, buffer);
  if (!args) return NULL;
  if (args[0]) { UNBOX(a, 0); }
  return PyLong_FromLong(f(a, a)); }
WRAPPER(past_end) { static _PyArg_Parser parser = {NULL, names, "past_end", 0};
  long a, b = 7; UNPACK(parser); UNBOX(a, 0);
  if (args[nargs]) { UNBOX(b, 1); }
  return PyLong_FromLong(f(a, b)); }

#define ROW(name) \
  {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL | METH_KEYWORDS, NULL}
static PyMethodDef methods[] = {
    ROW(written), ROW(renamed), ROW(by_name), ROW(unasked),
    ROW(two_orders), ROW(no_names), ROW(alias), ROW(raw), ROW(wrong_way),
    ROW(past_end),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
