// RUN: %check_unit %s -- -std=c++20
// The same of C++, and objects and functions that are not what their name or
// their const says.
//
// CHECK-REPORT-DAG: rejected: padded: the size of a class with bases in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: feature: the macro '__cpp_structured_bindings' in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: argument: the macro '__GNUC__' in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: named: the length of a function's name in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: placed: a place in the source in line {{.*}} depends on the compiler [compiler-identity]
// CHECK-REPORT-DAG: rejected: in_template: the size of a class with bases that depends on the compiler in 'choose', line {{.*}} [compiler-identity]
// CHECK-REPORT-DAG: typed: inherited: long (long) [{{.*}}, gil] (uses state of the module: variable 'counter')
// CHECK-REPORT-DAG: typed: given: long (long) [{{.*}}, boxed] (uses state of the module: an object that a template is given; its entry cannot be written: {{.*}})
//
// PYTHON: assert m.inherited(5) == 5 and m.given(5) == 5

#include <Python.h>
#include <source_location>

struct Base { Base() = default; int a; char b; };
struct Derived : Base { char c; };
static long one(long x) { return x + 1; }
static long two(long x) { return x * 2; }
#define O(name, result) \
  static PyObject *name(PyObject *, PyObject *a) { \
    long x = PyLong_AsLong(a); \
    if (x == -1 && PyErr_Occurred()) return NULL; \
    return PyLong_FromLong(result); \
  }
O(padded, sizeof(Derived) == 12 ? one(x) : two(x))
O(feature, __cpp_structured_bindings > 202000 ? one(x) : two(x))

O(argument, __GNUC__ >= 5 ? one(x) : two(x))

static long add(long x, long y) { return x + y; }
static PyObject *named(PyObject *, PyObject *args) {
  long x, y = sizeof(__PRETTY_FUNCTION__);
  if (!PyArg_ParseTuple(args, "l|l", &x, &y)) return NULL;
  return PyLong_FromLong(add(x, y));
}
static constexpr long COLUMN = std::source_location::current().column();
static PyObject *placed(PyObject *, PyObject *args) {
  long x, y = COLUMN;
  if (!PyArg_ParseTuple(args, "l|l", &x, &y)) return NULL;
  return PyLong_FromLong(add(x, y));
}

static long calls;
template <class T> static long choose(T x) {
  if constexpr (sizeof(Derived) == sizeof(T) + 4) return x;
  else { ++calls; return x; }
}
O(in_template, choose(x))

struct Mutable { mutable long n = 0; };
struct Counter : Mutable {};
static const Counter counter{};
static long count(long x) { ++counter.n; return x; }
O(inherited, count(x))

struct Holder { long *at; };
template <Holder H> static long through(long x) { ++*H.at; return x; }
O(given, through<Holder{&calls}>(x))

static PyMethodDef methods[] = {
    {"padded", padded, METH_O, NULL},
    {"feature", feature, METH_O, NULL},
    {"argument", argument, METH_O, NULL},
    {"in_template", in_template, METH_O, NULL},
    {"inherited", inherited, METH_O, NULL},
    {"given", given, METH_O, NULL},
    {"named", named, METH_VARARGS, NULL},
    {"placed", placed, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
