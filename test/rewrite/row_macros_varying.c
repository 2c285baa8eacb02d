// RUN: %check_unit %s -- -I%S/Inputs -DCOMMAND_ROW='{"command",inc,METH_O,NULL},'
// A row of a macro that another configuration may define otherwise is written
// out only for a compiler.

#include <Python.h>

static long inc_impl(long arg) { return arg + 1; }

static PyObject *inc(PyObject *module, PyObject *obj) {
  (void)module;
  long x = PyLong_AsLong(obj);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return PyLong_FromLong(inc_impl(x));
}

#include "row_macros.h"

#define REPEATED {"old", inc, METH_O, NULL}
#undef REPEATED
#define REPEATED {"repeated", inc, METH_O, NULL}

#define UNDEFINED {"undefined", inc, METH_O, NULL}
#ifdef ABSENT
#undef UNDEFINED
#define UNDEFINED {"other", inc, METH_O, NULL}
#endif

#ifndef ABSENT
#define TOGETHER {"together", inc, METH_O, NULL},
#define APART {"apart", inc, METH_O, NULL},
#endif

#define STABLE {"stable", inc, METH_O, NULL},
#ifdef ABSENT
#define STABLE_ONE STABLE /* define STABLE_TWO */
#endif

// CHECK-REPORT: typed: inner: long (long) [direct, direct]
// CHECK-REPORT: typed: conditional: long (long) [direct, direct]
// CHECK-REPORT: typed: repeated: long (long) [direct, direct]
// CHECK-REPORT: typed: undefined: long (long) [direct, direct]
// CHECK-REPORT: typed: command: long (long) [direct, direct]
// CHECK-REPORT: typed: together: long (long) [direct, direct]
// CHECK-REPORT: typed: apart: long (long) [direct, direct]
// CHECK-REPORT: typed: stable: long (long) [direct, direct]

// CHECK-REWRITE: static PyMethodDef methods[] = {
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_inner,
// CHECK-REWRITE-NEXT: CONDITIONAL_METHODDEF
// CHECK-REWRITE-NEXT: REPEATED,
// CHECK-REWRITE-NEXT: UNDEFINED,
// CHECK-REWRITE-NEXT: COMMAND_ROW
// CHECK-REWRITE-NEXT: #ifndef ABSENT
// CHECK-REWRITE-NEXT: TOGETHER
// CHECK-REWRITE-NEXT: #endif
// CHECK-REWRITE-NEXT: APART
// CHECK-REWRITE-NEXT: PYUNBOX_METHOD(pyunbox_methods_stable,

static PyMethodDef methods[] = {
    INNER_METHODDEF
    CONDITIONAL_METHODDEF
    REPEATED,
    UNDEFINED,
    COMMAND_ROW
#ifndef ABSENT
    TOGETHER
#endif
    APART
    STABLE
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "row_macros_varying", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_row_macros_varying(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.conditional(1) == m.repeated(1) == m.stable(1) == 2

// RUN: cd %t.dir/before && %status 2 %pyunbox rewrite --check row_macros_varying.c -- -DCOMMAND_ROW='{"command",inc,METH_O,NULL},' -I%python-include -I%S/Inputs 2>%t.txt
// RUN: FileCheck --check-prefix=LEFT %s < %t.txt
// LEFT: row_macros_varying.conditional is left alone: another configuration may define the macro 'CONDITIONAL_METHODDEF' otherwise (row_macros_varying.c:[[#]])
// LEFT: row_macros_varying.repeated is left alone: another configuration may define the macro 'REPEATED' otherwise
// LEFT: row_macros_varying.undefined is left alone: another configuration may define the macro 'UNDEFINED' otherwise
// LEFT: row_macros_varying.command is left alone: another configuration may define the macro 'COMMAND_ROW' otherwise
// LEFT: row_macros_varying.together is left alone: another configuration may define the macro 'TOGETHER' otherwise
// LEFT: row_macros_varying.apart is left alone: another configuration may define the macro 'APART' otherwise
// LEFT-NOT: left alone

// RUN: cd %t.dir/before && %engine unit --source row_macros_varying.c --output %t.c -- %cc -c -DCOMMAND_ROW='{"command",inc,METH_O,NULL},' -I%python-include -I%S/Inputs row_macros_varying.c
// RUN: FileCheck --check-prefix=COMPILED %s < %t.c
// COMPILED: static PyMethodDef methods[] = {
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_inner,
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_conditional, inc, METH_O, NULL),
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_repeated, inc, METH_O, NULL),
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_undefined, inc, METH_O, NULL),
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_command,inc,METH_O,NULL),
// COMPILED-NEXT: #ifndef ABSENT
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_together,
// COMPILED-NEXT: #endif
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_apart,
// COMPILED-NEXT: PYUNBOX_METHOD({{.*}}_stable,
