// RUN: %check_unit %s
// Macros that are no row, or another one when written out, are left alone.

#include <Python.h>

static long inc_impl(long arg) { return arg + 1; }

static PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

#define TWO {"first", inc, METH_O, NULL}, {"second", inc, METH_O, NULL}
#define ONE(name) {name, inc, METH_O, NULL}
#define NESTED ONE("nested")
#define THROUGH(row) row
#define VARIADIC(name, ...) {name, __VA_ARGS__}
#define TEXT(x) #x
#define SPELLED expanded
#define HANDED(doc) {"handed", inc, METH_O, TEXT(doc)}
#define COMMA {"comma", inc, METH_O, (const char[]){'a', 0}}
#define EMPTY(cast) {"empty", cast inc, METH_O, NULL}
#define DESIGNATED {.ml_name = "designated", inc, METH_O, NULL}
#define HALF {"half", inc,
#define BRACE {
#define HEAD(name) name, inc
#define HEADED {HEAD("headed"), METH_O, NULL}
static PyObject *own(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}
#define own {"own", own, METH_O, NULL}

// CHECK-REPORT: typed: first: {{.*}} (not rewritten: the row's macro makes more than one row)
// CHECK-REPORT: typed: second: {{.*}} (not rewritten: the row's macro makes more than one row)
// CHECK-REPORT: typed: nested: {{.*}} (not rewritten: the row comes from a macro)
// CHECK-REPORT: typed: through: {{.*}} (not rewritten: the row comes from a macro)
// CHECK-REPORT: typed: variadic: {{.*}} (not rewritten: the row's macro has a variable number of arguments)
// CHECK-REPORT: typed: own: {{.*}} (not rewritten: the row's macro names itself)
// CHECK-REPORT: typed: handed: {{.*}} (not rewritten: the row's macro hands a macro on to another one)
// CHECK-REPORT: typed: comma: {{.*}} (not rewritten: the row has a comma outside parentheses in an initializer)
// CHECK-REPORT: typed: empty: {{.*}} (not rewritten: the row's macro has an empty argument)
// CHECK-REPORT: typed: designated: {{.*}} (not rewritten: the row uses designated initializers)
// CHECK-REPORT: typed: half: {{.*}} (not rewritten: the row's macro is not a whole row)
// CHECK-REPORT: typed: brace: {{.*}} (not rewritten: the row's macro is not a whole row)
// CHECK-REPORT: typed: headed: {{.*}} (not rewritten: the row has a comma outside parentheses in an initializer)

// CHECK-REWRITE-NOT: PYUNBOX

static PyMethodDef methods[] = {
    TWO,
    NESTED,
    THROUGH(ONE("through")),
    VARIADIC("variadic", inc, METH_O, NULL),
    own,
    HANDED(SPELLED),
    COMMA,
    EMPTY(),
    DESIGNATED,
    HALF METH_O, NULL},
    BRACE "brace", inc, METH_O, NULL},
    HEADED,
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "row_macros_left", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_row_macros_left(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.first(1) == m.own(1) == m.handed(1) == m.headed(1) == 2
// PYTHON: assert m.handed.__doc__ == "expanded" and m.comma.__doc__ == "a"
