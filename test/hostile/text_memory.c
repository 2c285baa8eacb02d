// RUN: %check_unit %s
// Memory of an argument is another's: it is read, and that is all. An entry may be
// handed a copy, at another address, that is gone after the call.
//
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdarg.h>
#include <string.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT(name, what)                                                       \
  static PyObject *name(PyObject *m, PyObject *args) { char *s; long n = 0;    \
    if (!PyArg_ParseTuple(args, "s", &s)) return NULL;                         \
    what; return PyLong_FromLong(n); }
#define TEXTS(name, what)                                                      \
  static PyObject *name(PyObject *m, PyObject *args) { char *s, *t; long n = 0; \
    if (!PyArg_ParseTuple(args, "ss", &s, &t)) return NULL;                    \
    what; return PyLong_FromLong(n); }

// --- written
// CHECK-REPORT-DAG: rejected: writes: {{.*}}[memory-written]
TEXT(writes, *s = 'x')
// CHECK-REPORT-DAG: rejected: counts_up: {{.*}}[memory-written]
TEXT(counts_up, ++s[0])
// CHECK-REPORT-DAG: rejected: adds: {{.*}}[memory-written]
TEXT(adds, s[1] += 2)
static void upper(char *p) { for (; *p; ++p) *p = 'A'; }
// CHECK-REPORT-DAG: rejected: writes_inside: {{.*}}, in 'upper' called from line {{.*}}[memory-written]
TEXT(writes_inside, upper(s))
static char *skip(char *p) { while (*p == ' ') ++p; return p; }
// CHECK-REPORT-DAG: rejected: writes_behind: {{.*}}[memory-written]
TEXT(writes_behind, *skip(s) = 0)
// CHECK-REPORT-DAG: rejected: writes_found: {{.*}}[memory-written]
TEXT(writes_found, char *e = strchr(s, '='); if (e) *e = 0)
// CHECK-REPORT-DAG: rejected: writes_as_int: {{.*}}[memory-written]
TEXT(writes_as_int, *(int *)s = 0)
// CHECK-REPORT-DAG: rejected: sets: {{.*}}'memset'{{.*}}[pointer-kept]
TEXT(sets, memset(s, 0, 1))
// CHECK-REPORT-DAG: rejected: copies_over: {{.*}}'strcpy'{{.*}}[pointer-kept]
TEXT(copies_over, strcpy(s, "x"))
// CHECK-REPORT-DAG: rejected: copies_on: {{.*}}'strcpy'{{.*}}[pointer-kept]
TEXTS(copies_on, strcpy(s, t))
// CHECK-REPORT-DAG: rejected: frees: {{.*}}'free'{{.*}}[pointer-kept]
TEXT(frees, free(s))

// --- kept
static const char *last;
static const char *table[4];
static struct { const char *name; } record;
// CHECK-REPORT-DAG: rejected: keeps: {{.*}}[pointer-kept]
TEXT(keeps, last = s)
// CHECK-REPORT-DAG: rejected: keeps_behind: {{.*}}[pointer-kept]
TEXT(keeps_behind, last = s + 1)
// CHECK-REPORT-DAG: rejected: keeps_in_array: {{.*}}[pointer-kept]
TEXT(keeps_in_array, table[0] = s)
// CHECK-REPORT-DAG: rejected: keeps_in_record: {{.*}}[pointer-kept]
TEXT(keeps_in_record, record.name = s)
// CHECK-REPORT-DAG: rejected: keeps_in_local: {{.*}}[pointer-kept]
TEXT(keeps_in_local, struct { const char *p; } l; l.p = s; table[1] = l.p)
// CHECK-REPORT-DAG: rejected: keeps_in_list: {{.*}}[pointer-kept]
TEXT(keeps_in_list, const char *l[1] = {s}; table[1] = l[0])
// CHECK-REPORT-DAG: rejected: keeps_in_static: {{.*}}[pointer-kept]
TEXT(keeps_in_static, static const char *mine; mine = s; n = mine != NULL)
// CHECK-REPORT-DAG: rejected: keeps_in_union: {{.*}}[pointer-kept]
TEXT(keeps_in_union, union { const char *p; long l; } u; u.p = s; n = u.l)
// CHECK-REPORT-DAG: rejected: keeps_on_heap: {{.*}}[pointer-kept]
TEXT(keeps_on_heap, const char **h = malloc(8); *h = s; table[2] = *h)
static void keep(const char *p) { last = p; }
// CHECK-REPORT-DAG: rejected: keeps_inside: {{.*}}, in 'keep' called from line {{.*}}[pointer-kept]
TEXT(keeps_inside, keep(s))
static const char *same(const char *p) { return p; }
// CHECK-REPORT-DAG: rejected: keeps_returned: {{.*}}[pointer-kept]
TEXT(keeps_returned, last = same(s))
static const char *second(const char *p, const char *q) { return *p ? p : q; }
// CHECK-REPORT-DAG: rejected: keeps_one: {{.*}}[pointer-kept]
TEXTS(keeps_one, last = second(s, t))
static void put(const char **to, const char *p) { *to = p; }
// CHECK-REPORT-DAG: rejected: keeps_through: {{.*}}, in 'put' called from line {{.*}}[pointer-kept]
TEXT(keeps_through, put(&last, s))
// CHECK-REPORT-DAG: rejected: keeps_by_address: {{.*}}[format-target]
TEXT(keeps_by_address, memcpy(&last, &s, sizeof s))
// CHECK-REPORT-DAG: rejected: keeps_through_local: {{.*}}[format-target]
TEXT(keeps_through_local, char **p = &s; last = *p)
// CHECK-REPORT-DAG: rejected: keeps_copy_address: {{.*}}[pointer-kept]
TEXT(keeps_copy_address, char *c = s; memcpy(&last, &c, sizeof c))
// CHECK-REPORT-DAG: rejected: keeps_selected: {{.*}}[pointer-kept]
TEXTS(keeps_selected, last = n ? s : t)
// CHECK-REPORT-DAG: rejected: keeps_comma: {{.*}}[pointer-kept]
TEXT(keeps_comma, last = (n++, s))
// CHECK-REPORT-DAG: rejected: keeps_block: {{.*}}[pointer-kept]
TEXT(keeps_block, last = __extension__({ n++; s; }))
// CHECK-REPORT-DAG: rejected: keeps_element: {{.*}}[pointer-kept]
TEXT(keeps_element, last = &s[1])
// CHECK-REPORT-DAG: rejected: keeps_chained: {{.*}}[pointer-kept]
TEXT(keeps_chained, char *c; last = c = s)
// CHECK-REPORT-DAG: rejected: keeps_shared: {{.*}}[pointer-kept]
TEXT(keeps_shared, char *c = NULL; if (n) last = c; c = s; n = *c)
static void steal(const char **p) { last = *p; }
static long cleaned(const char *p) {
  __attribute__((cleanup(steal))) const char *q = p; return *q; }
// CHECK-REPORT-DAG: rejected: keeps_at_end: {{.*}}, in 'cleaned' called from line {{.*}}[pointer-kept]
TEXT(keeps_at_end, n = cleaned(s))
static long many(int count, ...) { va_list l; va_start(l, count);
  last = va_arg(l, const char *); va_end(l); return count; }
// CHECK-REPORT-DAG: rejected: keeps_vararg: {{.*}}[{{.*}}]
TEXT(keeps_vararg, n = many(1, s))
static long again(const char *p) { return *p ? again(p + 1) + 1 : 0; }
// CHECK-REPORT-DAG: rejected: calls_itself: {{.*}}[pointer-kept]
TEXT(calls_itself, n = again(s))
extern long elsewhere(const char *p);
// CHECK-REPORT-DAG: rejected: unknown: {{.*}}'elsewhere'{{.*}}[pointer-kept]
TEXT(unknown, if (n) n = elsewhere(s))
__attribute__((weak)) long weak_one(const char *p) { return *p; }
// CHECK-REPORT-DAG: rejected: replaced: {{.*}}'weak_one'{{.*}}[pointer-kept]
TEXT(replaced, n = weak_one(s))
static void (*hook)(const char *);
// CHECK-REPORT-DAG: rejected: hooked: {{.*}}[pointer-kept]
TEXT(hooked, if (hook) hook(s))
// CHECK-REPORT-DAG: rejected: prints: {{.*}}'printf'{{.*}}[pointer-kept]
TEXT(prints, n = printf("%p", (void *)s))
// CHECK-REPORT-DAG: rejected: boxes: {{.*}}[{{.*}}]
TEXT(boxes, PyObject *o = PyUnicode_FromString(s); Py_XDECREF(o))
// CHECK-REPORT-DAG: rejected: as_pointers: {{.*}}[pointer-kept]
TEXT(as_pointers, n = **(char **)s)
// CHECK-REPORT-DAG: rejected: as_record: {{.*}}[pointer-kept]
TEXT(as_record, n = ((struct { int a, b; } *)s)->b)

// --- its address
// CHECK-REPORT-DAG: rejected: address: {{.*}}[address-used]
TEXT(address, n = (long)s)
// CHECK-REPORT-DAG: rejected: aligned: {{.*}}[address-used]
TEXT(aligned, n = ((size_t)s & 7) == 0)
// CHECK-REPORT-DAG: rejected: is_last: {{.*}}[address-used]
TEXT(is_last, n = s == last)
// CHECK-REPORT-DAG: rejected: is_literal: {{.*}}[address-used]
TEXT(is_literal, n = s == (char *)"x")
// CHECK-REPORT-DAG: rejected: one_object: {{.*}}[address-used]
TEXTS(one_object, n = s == t)
// CHECK-REPORT-DAG: rejected: order: {{.*}}[address-used]
TEXTS(order, n = s < t)
// CHECK-REPORT-DAG: rejected: distance: {{.*}}[address-used]
TEXTS(distance, n = s - t)
// CHECK-REPORT-DAG: rejected: distance_from: {{.*}}[address-used]
TEXT(distance_from, n = s - last)
// CHECK-REPORT-DAG: rejected: distance_to: {{.*}}[address-used]
TEXT(distance_to, n = last - s)
// CHECK-REPORT-DAG: rejected: mixes: {{.*}}[address-used]
TEXT(mixes, const char *c = s; if (n) c = last; n = c == s)
// CHECK-REPORT-DAG: rejected: mixes_at_once: {{.*}}[address-used]
TEXT(mixes_at_once, const char *c = n ? s : last; n = c == s)
// CHECK-REPORT-DAG: rejected: mixes_two: {{.*}}[address-used]
TEXTS(mixes_two, const char *c = s; if (n) c = t; n = c - s)
static int is_in(const char *p, const char *end) { return p < end; }
// CHECK-REPORT-DAG: rejected: order_inside: {{.*}}, in 'is_in' called from line {{.*}}[address-used]
TEXTS(order_inside, n = is_in(s, t))

// --- and what is allowed
// CHECK-REPORT-DAG: typed: reads: long (const char *) [adapter, direct]
static PyObject *reads(PyObject *m, PyObject *args) {
  const char *s;
  if (!PyArg_ParseTuple(args, "s", &s))
    return NULL;
  return PyLong_FromLong(is_in(s, s + strlen(s)));
}
// CHECK-REPORT-DAG: typed: copies: long (const char *) [specialized, direct]
static PyObject *copies(PyObject *m, PyObject *args) {
  char b[8] = "", *c, *s;
  if (!PyArg_ParseTuple(args, "s", &s))
    return NULL;
  strncpy(b, s, 7);
  b[0] = 0;
  for (c = s; *c; ++c)
    ;
  return PyLong_FromLong(c - s + (c != NULL) + b[0]);
}

#define F(name) {#name, name, METH_VARARGS, NULL}
static PyMethodDef methods[] = {
    F(writes), F(counts_up), F(adds), F(writes_inside), F(writes_behind), F(writes_found),
    F(writes_as_int), F(sets), F(copies_over), F(copies_on), F(frees),
    F(keeps), F(keeps_behind), F(keeps_in_array), F(keeps_in_record), F(keeps_in_local),
    F(keeps_in_list), F(keeps_in_static), F(keeps_in_union), F(keeps_on_heap),
    F(keeps_inside), F(keeps_returned), F(keeps_one), F(keeps_through), F(keeps_by_address),
    F(keeps_through_local), F(keeps_copy_address), F(keeps_selected), F(keeps_comma),
    F(keeps_block), F(keeps_element), F(keeps_chained), F(keeps_shared), F(keeps_at_end),
    F(keeps_vararg), F(calls_itself), F(unknown), F(replaced), F(hooked), F(prints), F(boxes),
    F(as_pointers), F(as_record),
    F(address), F(aligned), F(is_last), F(is_literal), F(one_object), F(order), F(distance),
    F(distance_from), F(distance_to), F(mixes), F(mixes_at_once), F(mixes_two),
    F(order_inside), F(reads), F(copies),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
long elsewhere(const char *p);
// PYTHON: assert m.reads("ab") == 1 and m.copies("ab") == 3
