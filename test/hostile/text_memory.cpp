// RUN: %check_unit %s
// What C++ has for a pointer to be kept, written through, or looked at.
//
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <cstring>

struct View { const char *p; View(const char *q) : p(q) {} long first() const { return *p; } };
static const char *last;
static long keep_reference(const char *const &p) { last = p; return 1; }
static long set_reference(const char *&p) { p = "x"; return 1; }
static long by_value(const char &c) { last = &c; return c; }
static const char &element(const char *p) { return *p; }
template <class T> static long any(T p) { last = p; return 1; }
static long overloaded(const char *p) { return *p; }
static long overloaded(const void *p) { last = static_cast<const char *>(p); return 0; }

#define TEXT(name, what)                                                       \
  static PyObject *name(PyObject *, PyObject *args) { const char *s; long n = 0; \
    if (!PyArg_ParseTuple(args, "s", &s)) return NULL;                         \
    what; return PyLong_FromLong(n); }
// CHECK-REPORT-DAG: rejected: in_object: {{.*}}[{{pointer-kept|unsupported-c}}]
TEXT(in_object, View v(s); n = v.first())
// CHECK-REPORT-DAG: rejected: converted: {{.*}}[pointer-kept]
TEXT(converted, View v = s; last = v.p)
// CHECK-REPORT-DAG: rejected: captured: {{.*}}[{{.*}}]
TEXT(captured, auto f = [s] { last = s; }; f())
// CHECK-REPORT-DAG: rejected: captured_all: {{.*}}[{{.*}}]
TEXT(captured_all, auto f = [&] { last = s; }; f())
// CHECK-REPORT-DAG: rejected: referred: {{.*}}[format-target]
TEXT(referred, const char *&r = s; last = r)
// CHECK-REPORT-DAG: rejected: referred_element: {{.*}}[{{pointer-kept|format-target}}]
TEXT(referred_element, const char &c = *s; last = &c)
// CHECK-REPORT-DAG: rejected: passed_reference: {{.*}}[{{pointer-kept|format-target}}]
TEXT(passed_reference, n = keep_reference(s))
// CHECK-REPORT-DAG: rejected: passed_converted: {{.*}}[{{pointer-kept|format-target}}]
TEXT(passed_converted, n = keep_reference(s + 1))
// CHECK-REPORT-DAG: rejected: set_by_reference: {{.*}}[{{pointer-kept|format-target}}]
TEXT(set_by_reference, n = set_reference(s) + *s)
// CHECK-REPORT-DAG: rejected: passed_element: {{.*}}[{{pointer-kept|format-target}}]
TEXT(passed_element, n = by_value(*s))
// CHECK-REPORT-DAG: rejected: returned_element: {{.*}}[pointer-kept]
TEXT(returned_element, last = &element(s))
// CHECK-REPORT-DAG: rejected: in_template: {{.*}}[pointer-kept]
TEXT(in_template, n = any(s))
// CHECK-REPORT-DAG: rejected: as_void: {{.*}}[pointer-kept]
TEXT(as_void, n = overloaded(static_cast<const void *>(s)))
// CHECK-REPORT-DAG: rejected: const_cast_away: {{.*}}[memory-written]
TEXT(const_cast_away, *const_cast<char *>(s) = 0)
// CHECK-REPORT-DAG: rejected: as_number: {{.*}}[address-used]
TEXT(as_number, n = static_cast<long>(reinterpret_cast<size_t>(s)))
// CHECK-REPORT-DAG: rejected: chosen: {{.*}}[{{.*}}]
TEXT(chosen, const char *t = s; (n ? s : t) = last; n = s == last)
// CHECK-REPORT-DAG: rejected: assigned_twice: {{.*}}[{{.*}}]
TEXT(assigned_twice, const char *t; (t = s) = last; n = t == s)
// CHECK-REPORT-DAG: rejected: on_heap: {{.*}}[{{pointer-kept|unsupported-c}}]
TEXT(on_heap, const char **h = new const char *(s); last = *h; delete h)
// CHECK-REPORT-DAG: rejected: thrown: {{.*}}[pointer-kept]
TEXT(thrown, if (n) throw s)
// CHECK-REPORT-DAG: rejected: static_local: {{.*}}[pointer-kept]
TEXT(static_local, static const char *mine = s; n = *mine)
// CHECK-REPORT-DAG: rejected: threads_own: {{.*}}[pointer-kept]
TEXT(threads_own, static thread_local const char *mine; mine = s)
// CHECK-REPORT-DAG: rejected: listed: {{.*}}[pointer-kept]
TEXT(listed, const char *l[] = {s}; last = l[0])
// CHECK-REPORT-DAG: rejected: deleted: {{.*}}[{{pointer-kept|unsupported-c}}]
TEXT(deleted, delete[] s)
// CHECK-REPORT-DAG: rejected: view_reference: {{.*}}[{{.*}}]
static PyObject *view_reference(PyObject *, PyObject *args) { Py_buffer v;
  if (!PyArg_ParseTuple(args, "y*", &v)) return NULL;
  Py_buffer &w = v; w.len = 0;
  long n = v.len;
  PyBuffer_Release(&v);
  return PyLong_FromLong(n); }
// CHECK-REPORT-DAG: rejected: view_copy: {{.*}}[{{.*}}]
static PyObject *view_copy(PyObject *, PyObject *args) { Py_buffer v;
  if (!PyArg_ParseTuple(args, "y*", &v)) return NULL;
  Py_buffer w = v;
  long n = w.len;
  PyBuffer_Release(&w);
  return PyLong_FromLong(n); }
// CHECK-REPORT-DAG: typed: plain: long (const char *, Py_ssize_t) [specialized, direct]
// CHECK-REWRITE: p = ((const unsigned char *)pyunbox_p);
// CHECK-REWRITE-NEXT: size = pyunbox_p_length;
static PyObject *plain(PyObject *, PyObject *args) {
  const unsigned char *p;
  Py_ssize_t size;
  long n = 0;
  if (PyArg_ParseTuple(args, "y#", &p, &size) == 0)
    return NULL;
  for (const unsigned char *end = p + size; p != end; ++p)
    n += *p;
  return PyLong_FromLong(n);
}

#define F(name) {#name, name, METH_VARARGS, NULL}
static PyMethodDef methods[] = {
    F(in_object), F(converted), F(captured), F(captured_all), F(referred), F(referred_element),
    F(passed_reference), F(passed_converted), F(set_by_reference), F(passed_element),
    F(returned_element), F(in_template), F(as_void), F(const_cast_away), F(as_number),
    F(chosen), F(assigned_twice), F(on_heap), F(thrown), F(static_local), F(threads_own),
    F(listed), F(deleted), F(view_reference), F(view_copy), F(plain),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
// PYTHON: assert m.plain(b"ab") == 195
