// RUN: %check_unit %s -- -std=c++17
// Records go in front of a table, or of what that stands in; not between an
// attribute, a template's head or a language linkage and what it belongs to.
//
// CHECK-REPORT-DAG: typed: plain: {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: linked: {{.*}} direct]{{$}}
// CHECK-REPORT-DAG: typed: aligned: {{.*}} (not rewritten: what stands before its table is part of the declaration)
// CHECK-REPORT-DAG: typed: attributed: {{.*}} (not rewritten: what stands before its table is part of the declaration)
// CHECK-REPORT-DAG: typed: member: {{.*}} (not rewritten: its table stands in a class or template)
// CHECK-REPORT-DAG: typed: in_member: {{.*}} (not rewritten: its table stands in a class or template)
// CHECK-REPORT-DAG: typed: in_lambda: {{.*}} (not rewritten: its table stands in a class or template)
// CHECK-REPORT-DAG: typed: in_template: {{.*}} (not rewritten: its table stands in a class or template)
// CHECK-REPORT-DAG: typed: of_template: {{.*}} (not rewritten: its table stands in a class or template)
// CHECK-REPORT-DAG: rejected: tried: the wrapper is a try block [copy-unsafe]
// CHECK-REPORT-DAG: rejected: befriended: 'befriended' may be another function once it is linked [wrapper-not-defined]
// CHECK-REWRITE: extern "C" PyMethodDef table_of_c[] = {
// CHECK-REWRITE-NEXT:     PYUNBOX_METHOD(pyunbox_table_of_c_linked,

#include <Python.h>

static long twice(long x) { return 2 * x; }
static PyObject *f(PyObject *, PyObject *args) {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(twice(x));
}
static PyObject *tried(PyObject *, PyObject *args) try {
  long x;
  if (!PyArg_ParseTuple(args, "l", &x))
    return NULL;
  return PyLong_FromLong(x + 1);
} catch (...) {
  return NULL;
}
struct Friends {
  friend PyObject *befriended(PyObject *, PyObject *args) {
    long x;
    if (!PyArg_ParseTuple(args, "l", &x))
      return NULL;
    return PyLong_FromLong(x + 1);
  }
};
PyObject *befriended(PyObject *, PyObject *);

static PyMethodDef plain[] = {
    {"plain", f, METH_VARARGS, NULL},
    {"tried", tried, METH_VARARGS, NULL},
    {"befriended", befriended, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

namespace N {
extern "C" PyMethodDef table_of_c[];
extern "C" PyMethodDef table_of_c[] = {
    {"linked", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
}

alignas(64) static PyMethodDef of_cache_lines[] = {
    {"aligned", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
[[maybe_unused]] static PyMethodDef maybe[] = {
    {"attributed", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};

struct Holder {
  static inline PyMethodDef table[] = {
      {"member", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
  void add(PyObject *m) {
    static PyMethodDef own[] = {
        {"in_member", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
    PyModule_AddFunctions(m, own);
  }
};
auto lambda = [](PyObject *m) {
  static PyMethodDef own[] = {
      {"in_lambda", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
  PyModule_AddFunctions(m, own);
};
template <class T> void made(PyObject *m) {
  static PyMethodDef own[] = {
      {"in_template", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
  PyModule_AddFunctions(m, own);
}
template <class T> struct Tables { static PyMethodDef table[2]; };
template <class T>
PyMethodDef Tables<T>::table[2] = {
    {"of_template", f, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "places", NULL, -1, plain, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_places(void) {
  PyObject *m = PyModule_Create(&definition);
  PyModule_AddFunctions(m, N::table_of_c);
  PyModule_AddFunctions(m, of_cache_lines);
  PyModule_AddFunctions(m, maybe);
  PyModule_AddFunctions(m, Holder::table);
  PyModule_AddFunctions(m, Tables<int>::table);
  Holder().add(m);
  lambda(m);
  made<int>(m);
  return m;
}

// PYTHON: names = ("plain linked aligned attributed member in_member in_lambda in_template of_template")
// PYTHON: assert [getattr(m, n)(21) for n in names.split()] == 9 * [42]
// PYTHON: assert m.tried(1) == m.befriended(1) == 2
