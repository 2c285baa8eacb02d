// RUN: %check_unit %s
// Py_BuildValue of one scalar, or of nothing.

#include <Python.h>

static int an_int(void) { return -7; }
static unsigned int an_uint(void) { return 7; }
static long a_long(void) { return -7; }
static unsigned long an_ulong(void) { return 7; }
static long long a_long_long(void) { return -7; }
static unsigned long long an_ulong_long(void) { return 7; }
static Py_ssize_t a_ssize_t(void) { return 7; }
static unsigned short a_ushort(void) { return 65535; }
static double a_double(void) { return 0.5; }

#define WRAPPER(name, ...)                                                     \
  static PyObject *name(PyObject *module, PyObject *none) {                    \
    return Py_BuildValue(__VA_ARGS__);                                         \
  }
// CHECK-JSON: "boxed_by": "Py_BuildValue(\"b\")",
// CHECK-REPORT-DAG: typed: a: int (void) [direct, direct]
WRAPPER(a, "b", an_int())
// CHECK-REPORT-DAG: typed: b: int (void) [direct, direct]
WRAPPER(b, "B", an_int())
// CHECK-REPORT-DAG: typed: c: int (void) [direct, direct]
WRAPPER(c, "h", an_int())
// "H" reads its argument as unsigned: a negative int would become a large one.
// CHECK-REPORT-DAG: rejected: d: {{.*}} [format-unit]
WRAPPER(d, "H", an_int())
// CHECK-REPORT-DAG: typed: short_one: unsigned short (void) [direct, direct]
WRAPPER(short_one, "H", a_ushort())
// CHECK-JSON: "boxed_by": "Py_BuildValue(\"i\")",
// CHECK-REPORT-DAG: typed: e: int (void) [direct, direct]
WRAPPER(e, "i", an_int())
// CHECK-REPORT-DAG: typed: f: unsigned int (void) [direct, direct]
WRAPPER(f, "I", an_uint())
// CHECK-REPORT-DAG: typed: g: long (void) [direct, direct]
WRAPPER(g, "l", a_long())
// CHECK-REPORT-DAG: typed: h: unsigned long (void) [direct, direct]
WRAPPER(h, "k", an_ulong())
// CHECK-REPORT-DAG: typed: i: long long (void) [direct, direct]
WRAPPER(i, "L", a_long_long())
// CHECK-REPORT-DAG: typed: j: unsigned long long (void) [direct, direct]
WRAPPER(j, "K", an_ulong_long())
// CHECK-REPORT-DAG: typed: k: Py_ssize_t (void) [direct, direct]
WRAPPER(k, "n", a_ssize_t())
// CHECK-REPORT-DAG: typed: l: double (void) [direct, direct]
WRAPPER(l, "f", a_double())
// CHECK-JSON: "boxed_by": "Py_BuildValue(\"d\")",
// CHECK-REPORT-DAG: typed: m: double (void) [direct, direct]
WRAPPER(m, "d", a_double())

// CHECK-REPORT-DAG: typed: spaced: int (void) [direct, direct]
WRAPPER(spaced, " i ", an_int())
// CHECK-REPORT-DAG: rejected: objects: {{.*}}[tuple-result]
WRAPPER(objects, "iO", an_int(), Py_None)
// CHECK-REPORT-DAG: rejected: text: {{.*}} 's' [returns-object]
WRAPPER(text, "s", "text")
// CHECK-REPORT-DAG: rejected: byte: {{.*}} 'c' [returns-object]
WRAPPER(byte, "c", an_int())
// CHECK-REPORT-DAG: rejected: other_sign: {{.*}}[format-unit]
WRAPPER(other_sign, "i", (int)a_long() + 0u)
// CHECK-REPORT-DAG: rejected: mismatch: {{.*}}[format-mismatch]
WRAPPER(mismatch, "d", an_int())

// CHECK-REPORT: 14 of 20 methods typed
static PyMethodDef methods[] = {
    {"a", a, METH_NOARGS, NULL},
    {"short_one", short_one, METH_NOARGS, NULL},
    {"byte", byte, METH_NOARGS, NULL},
    {"b", b, METH_NOARGS, NULL},
    {"c", c, METH_NOARGS, NULL},
    {"d", d, METH_NOARGS, NULL},
    {"e", e, METH_NOARGS, NULL},
    {"f", f, METH_NOARGS, NULL},
    {"g", g, METH_NOARGS, NULL},
    {"h", h, METH_NOARGS, NULL},
    {"i", i, METH_NOARGS, NULL},
    {"j", j, METH_NOARGS, NULL},
    {"k", k, METH_NOARGS, NULL},
    {"l", l, METH_NOARGS, NULL},
    {"m", m, METH_NOARGS, NULL},
    {"spaced", spaced, METH_NOARGS, NULL},
    {"objects", objects, METH_NOARGS, NULL},
    {"text", text, METH_NOARGS, NULL},
    {"mismatch", mismatch, METH_NOARGS, NULL},
    {"other_sign", other_sign, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "build_value", NULL, -1, methods,
    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_build_value(void) {
  return PyModule_Create(&definition);
}

// PYTHON: assert [getattr(m, n)() for n in "egi"] == [-7] * 3
// PYTHON: assert [getattr(m, n)() for n in "fhjk"] == [7] * 4
// PYTHON: assert m.l() == m.m() == 0.5
// PYTHON: assert m.spaced() == -7 and m.objects() == (-7, None) and m.text() == "text"
