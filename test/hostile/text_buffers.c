// RUN: %check_unit %s
// Py_buffer in the wrong order, or in other hands; texts that are unboxed in two ways.
//
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static long sum(const char *p, Py_ssize_t n) { long t = 0;
  while (n-- > 0) t += *p++;
  return t; }
#define VIEW(name, what)                                                       \
  static PyObject *name(PyObject *m, PyObject *args) { Py_buffer v; long n = 0; \
    const char *p; int flag = 1;                                               \
    if (!PyArg_ParseTuple(args, "y*i", &v, &flag)) return NULL;                \
    p = v.buf; (void)p;                                                        \
    what; return PyLong_FromLong(n); }
#define OBJECT(name, what)                                                     \
  static PyObject *name(PyObject *m, PyObject *o) { long n = 0;                \
    what; return PyLong_FromLong(n); }

// --- not released, or used after that
// CHECK-REPORT-DAG: rejected: holds: {{.*}}[buffer-use]
VIEW(holds, n = sum(v.buf, v.len))
// CHECK-REPORT-DAG: rejected: holds_sometimes: {{.*}}[buffer-use]
VIEW(holds_sometimes, n = *p; if (flag) PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: holds_in_error: {{.*}}[buffer-use]
VIEW(holds_in_error, n = *p; if (n == 3) { PyErr_SetNone(PyExc_ValueError); return NULL; }
     PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: uses_after: {{.*}}[buffer-use]
VIEW(uses_after, PyBuffer_Release(&v); n = *p)
// CHECK-REPORT-DAG: rejected: uses_alias: {{.*}}[buffer-use]
VIEW(uses_alias, const char *q = p + 1; PyBuffer_Release(&v); n = *q)
// CHECK-REPORT-DAG: rejected: uses_sometimes: {{.*}}[buffer-use]
VIEW(uses_sometimes, if (flag) PyBuffer_Release(&v); n = *p; if (!flag) PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: member_after: {{.*}}[buffer-use]
VIEW(member_after, PyBuffer_Release(&v); n = v.len)
// CHECK-REPORT-DAG: rejected: pointer_after: {{.*}}[buffer-use]
VIEW(pointer_after, PyBuffer_Release(&v); n = v.buf != NULL)
// CHECK-REPORT-DAG: rejected: twice_round: {{.*}}[buffer-use]
VIEW(twice_round, int i; for (i = 0; i < 2; ++i) { n += *p; PyBuffer_Release(&v); })
static void let_go(Py_buffer *v) { PyBuffer_Release(v); }
// CHECK-REPORT-DAG: rejected: uses_after_helper: {{.*}}[buffer-use]
VIEW(uses_after_helper, let_go(&v); n = *p)

// --- in other hands
static Py_buffer kept;
static void take(Py_buffer *v) { kept = *v; }
// CHECK-REPORT-DAG: rejected: taken: {{.*}}[{{format-target|buffer-use}}]
VIEW(taken, take(&v))
// CHECK-REPORT-DAG: rejected: copied: {{.*}}[buffer-use]
VIEW(copied, Py_buffer w = v; n = sum(w.buf, w.len); PyBuffer_Release(&w))
// CHECK-REPORT-DAG: rejected: copied_out: {{.*}}[buffer-use]
VIEW(copied_out, kept = v)
// CHECK-REPORT-DAG: rejected: set: {{.*}}[{{format-target|buffer-use}}]
VIEW(set, v.buf = "x"; n = sum(v.buf, 1); PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: shortened: {{.*}}[{{format-target|buffer-use}}]
VIEW(shortened, v.len--; n = sum(v.buf, v.len); PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: field: {{.*}}[{{format-target|buffer-use}}]
VIEW(field, Py_ssize_t *q = &v.len; *q = 0; n = sum(v.buf, v.len); PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: arrow_field: {{.*}}[{{format-target|buffer-use}}]
VIEW(arrow_field, (&v)->len = 0; n = sum(v.buf, v.len); PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: cleared: {{.*}}[{{format-target|buffer-use}}]
VIEW(cleared, memset(&v, 0, sizeof v))
// CHECK-REPORT-DAG: rejected: shape: {{.*}}[buffer-use]
VIEW(shape, n = v.shape != NULL; PyBuffer_Release(&v))
static const void *last;
// CHECK-REPORT-DAG: rejected: kept_memory: {{.*}}[pointer-kept]
VIEW(kept_memory, last = v.buf; PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: compared: {{.*}}[address-used]
VIEW(compared, n = v.buf == last; PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: owner: {{.*}}[{{object-use|object-argument|object-escapes}}]
VIEW(owner, n = v.obj == Py_True; PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: written: {{.*}}[memory-written]
VIEW(written, ((char *)v.buf)[0] = 1; PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: global: {{.*}}[format-target]
static PyObject *global(PyObject *m, PyObject *args) {
  if (!PyArg_ParseTuple(args, "y*", &kept)) return NULL;
  return PyLong_FromLong(1); }

// --- got by hand
// CHECK-REPORT-DAG: rejected: writable: {{.*}}[buffer-use]
OBJECT(writable, Py_buffer v; if (PyObject_GetBuffer(o, &v, PyBUF_WRITABLE) < 0) return NULL;
       n = v.len; PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: ignores_error: {{.*}}[buffer-use]
OBJECT(ignores_error, Py_buffer v; n = v.len; if (PyObject_GetBuffer(o, &v, 0) < 0) return NULL;
       PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: filled_twice: {{.*}}[buffer-use]
OBJECT(filled_twice, Py_buffer v; if (PyObject_GetBuffer(o, &v, 0) < 0) return NULL;
       if (PyObject_GetBuffer(o, &v, 0) < 0) return NULL;
       n = v.len; PyBuffer_Release(&v))
// CHECK-REPORT-DAG: rejected: by_hand: {{.*}}[{{buffer-use|object-use}}]
OBJECT(by_hand, Py_buffer v = {.len = 3}; n = v.len + PyLong_AsLong(o))

// --- unboxed in two ways, or as what it is not
// CHECK-REPORT-DAG: rejected: two_types: {{.*}}[argument-types]
OBJECT(two_types, const char *p = PyUnicode_AsUTF8(o); if (p == NULL) return NULL;
       n = *p + PyBytes_Size(o))
// CHECK-REPORT-DAG: rejected: two_kinds: {{.*}}[argument-types]
OBJECT(two_kinds, Py_ssize_t l; if (!PyUnicode_AsUTF8(o)) return NULL;
       if (!PyUnicode_AsUTF8AndSize(o, &l)) return NULL;
       n = l)
// CHECK-REPORT-DAG: rejected: let_go_of: {{.*}}[object-use]
OBJECT(let_go_of, const char *p = PyUnicode_AsUTF8(o); if (p == NULL) return NULL;
       Py_DECREF(o); n = *p)
// CHECK-REPORT-DAG: rejected: flags: {{.*}}[object-use]
OBJECT(flags, n = (long)Py_TYPE(o)->tp_flags + PyBytes_Size(o))
// CHECK-REPORT-DAG: rejected: exporter: {{.*}}[{{object-use|unknown-api}}]
OBJECT(exporter, const void *p = Py_TYPE(o)->tp_as_buffer; n = p == (void *)&kept;
       n += PyBytes_Size(o))
// CHECK-REPORT-DAG: rejected: other_type: {{.*}}[argument-types]
static PyObject *other_type(PyObject *m, PyObject *args) { PyObject *o; long n;
  if (!PyArg_ParseTuple(args, "U", &o)) return NULL;
  n = PyLong_AsLong(o);
  if (n == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(n); }
// CHECK-REPORT-DAG: rejected: int_length: {{.*}}[format-mismatch]
static PyObject *int_length(PyObject *m, PyObject *args) { const char *p; int n;
  if (!PyArg_ParseTuple(args, "s#", &p, &n)) return NULL;
  return PyLong_FromLong(sum(p, n)); }
// CHECK-REPORT-DAG: rejected: no_length: {{.*}}[format-mismatch]
static PyObject *no_length(PyObject *m, PyObject *args) { const char *p;
  if (!PyArg_ParseTuple(args, "s#", &p)) return NULL;
  return PyLong_FromLong(*p); }
// CHECK-REPORT-DAG: rejected: long_text: {{.*}}[format-mismatch]
static PyObject *long_text(PyObject *m, PyObject *args) { long n;
  if (!PyArg_ParseTuple(args, "s", &n)) return NULL;
  return PyLong_FromLong(n); }
// CHECK-REPORT-DAG: rejected: pointers: {{.*}}[format-mismatch]
static PyObject *pointers(PyObject *m, PyObject *args) { char **p;
  if (!PyArg_ParseTuple(args, "s", &p)) return NULL;
  return PyLong_FromLong(p != NULL); }
// CHECK-REPORT-DAG: rejected: same_place: {{.*}}[format-target]
static PyObject *same_place(PyObject *m, PyObject *args) { const char *p;
  if (!PyArg_ParseTuple(args, "ss", &p, &p)) return NULL;
  return PyLong_FromLong(*p); }
// CHECK-REPORT-DAG: rejected: literal_default: {{.*}}[default-unknown]
static PyObject *literal_default(PyObject *m, PyObject *args) { const char *p = "x";
  if (!PyArg_ParseTuple(args, "|s", &p)) return NULL;
  return PyLong_FromLong(*p); }
// CHECK-REPORT-DAG: rejected: length_default: {{.*}}[default-unknown]
static PyObject *length_default(PyObject *m, PyObject *args) { const char *p = NULL;
  Py_ssize_t n = 2;
  if (!PyArg_ParseTuple(args, "|s#", &p, &n)) return NULL;
  return PyLong_FromLong(n); }
// An omitted text is NULL, whatever its unit says: the test stays in the copy.
// CHECK-REPORT-DAG: typed: omitted: long (const char *) [specialized, direct]
// CHECK-REWRITE: text ? *text : -1
static PyObject *omitted(PyObject *m, PyObject *args) {
  const char *text = NULL;
  if (!PyArg_ParseTuple(args, "|s", &text))
    return NULL;
  return PyLong_FromLong(text ? *text : -1);
}
// CHECK-REPORT-DAG: rejected: writable_unit: {{.*}}'w*'{{.*}}[format-unit]
static PyObject *writable_unit(PyObject *m, PyObject *args) { Py_buffer v;
  if (!PyArg_ParseTuple(args, "w*", &v)) return NULL;
  PyBuffer_Release(&v);
  return PyLong_FromLong(1); }
// CHECK-REPORT-DAG: rejected: encoded: {{.*}}'e'{{.*}}[format-unit]
static PyObject *encoded(PyObject *m, PyObject *args) { char *p = NULL;
  if (!PyArg_ParseTuple(args, "es", "utf-8", &p)) return NULL;
  PyMem_Free(p);
  return PyLong_FromLong(1); }
// Parsed by a helper, into a variable of its caller.
static int helper(PyObject *args, const char **to) { return PyArg_ParseTuple(args, "s", to); }
// CHECK-REPORT-DAG: rejected: by_helper: {{.*}}[pointer-kept]
static PyObject *by_helper(PyObject *m, PyObject *args) { const char *p = NULL;
  if (!helper(args, &p)) return NULL;
  last = p;
  return PyLong_FromLong(1); }
static const char *text_of(PyObject *o) { return PyUnicode_AsUTF8(o); }
// CHECK-REPORT-DAG: rejected: by_object: {{.*}}[pointer-kept]
OBJECT(by_object, const char *p = text_of(o); if (!p) return NULL; last = p)
static int text_into(PyObject *o) { const char *p = PyUnicode_AsUTF8(o); last = p; return p ? 0 : -1; }
// CHECK-REPORT-DAG: rejected: in_helper: {{.*}}, in 'text_into' called from line {{.*}}[pointer-kept]
OBJECT(in_helper, if (text_into(o) < 0) return NULL; n = 1)

#define V(name) {#name, name, METH_VARARGS, NULL}
#define O(name) {#name, name, METH_O, NULL}
static PyMethodDef methods[] = {
    V(holds), V(holds_sometimes), V(holds_in_error), V(uses_after), V(uses_alias),
    V(uses_sometimes), V(member_after), V(pointer_after), V(twice_round), V(uses_after_helper),
    V(taken), V(copied), V(copied_out), V(set), V(shortened), V(field), V(arrow_field),
    V(cleared), V(shape), V(kept_memory), V(compared), V(owner), V(written), V(global),
    O(writable), O(ignores_error), O(filled_twice), O(by_hand),
    O(two_types), O(two_kinds), O(let_go_of), O(flags), O(exporter), V(other_type), V(int_length), V(no_length),
    V(long_text), V(pointers), V(same_place), V(literal_default), V(length_default), V(omitted),
    V(writable_unit), V(encoded), V(by_helper), O(by_object), O(in_helper),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "sound", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sound(void) { return PyModule_Create(&definition); }
// PYTHON: assert m.omitted() == -1 and m.omitted("a") == 97
