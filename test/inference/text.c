// RUN: %check_unit %s
// Texts and buffers: the units and functions that hand out memory of an argument,
// and the types that they are exact for.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

static long count(const char *text) {
  long n = 0;
  if (!text) return -7;
  while (*text++) ++n;
  return n;
}
static long sum(const char *data, Py_ssize_t size) {
  long total = data ? 0 : -7;
  for (Py_ssize_t i = 0; i < size; ++i) total += (unsigned char)data[i];
  return total;
}
static long sum_bytes(const unsigned char *data, Py_ssize_t size) {
  const unsigned char *end = data + size; long total = 0;
  while (data < end) total += *data++;
  return total;
}
static long backwards(Py_ssize_t size, const void *data) {
  return sum((const char *)data, size);
}

#define TEXT(name, format)                                                     \
  static PyObject *name(PyObject *m, PyObject *args) { const char *text;       \
    if (!PyArg_ParseTuple(args, format, &text)) return NULL;                   \
    return PyLong_FromLong(count(text)); }
#define BUFFER(name, format)                                                   \
  static PyObject *name(PyObject *m, PyObject *args) {                         \
    const char *data; Py_ssize_t size;                                         \
    if (!PyArg_ParseTuple(args, format, &data, &size)) return NULL;            \
    return PyLong_FromLong(sum(data, size)); }
#define VIEW(name, format)                                                     \
  static PyObject *name(PyObject *m, PyObject *args) { Py_buffer view; long n; \
    if (!PyArg_ParseTuple(args, format, &view)) return NULL;                   \
    n = sum(view.buf, view.len);                                               \
    PyBuffer_Release(&view);                                                   \
    return PyLong_FromLong(n); }
// CHECK-REPORT-DAG: typed: s: long (const char *) [direct, direct]
TEXT(s, "s")
// CHECK-REPORT-DAG: typed: z: long (const char *) [direct, direct]
TEXT(z, "z")
// CHECK-REPORT-DAG: typed: y: long (const char *) [direct, direct]
TEXT(y, "y")
// CHECK-REPORT-DAG: typed: s_size: long (const char *, Py_ssize_t) [direct, direct]
BUFFER(s_size, "s#")
// CHECK-REPORT-DAG: typed: z_size: long (const char *, Py_ssize_t) [direct, direct]
BUFFER(z_size, "z#")
// CHECK-REPORT-DAG: typed: y_size: long (const char *, Py_ssize_t) [direct, direct]
BUFFER(y_size, "y#")
// CHECK-REPORT-DAG: typed: s_view: long (const char *, Py_ssize_t) [direct, direct]
VIEW(s_view, "s*")
// CHECK-REPORT-DAG: typed: z_view: long (const char *, Py_ssize_t) [direct, direct]
VIEW(z_view, "z*")
// CHECK-REPORT-DAG: typed: y_view: long (const char *, Py_ssize_t) [direct, direct]
VIEW(y_view, "y*")

// CHECK-JSON: "c_type": "const char *, Py_ssize_t",
// CHECK-JSON: "name": "o",
// CHECK-JSON: "python_type": "bytes",
// CHECK-JSON: "unboxed_by": "PyBytes_GET_SIZE"
// CHECK-JSON: "id": "text.bytes_size",
// CHECK-JSON: "c_type": "const char *",
// CHECK-JSON: "python_type": "str or None",
// CHECK-JSON: "unboxed_by": "z"
// CHECK-JSON: "id": "text.z",

// CHECK-REPORT-DAG: typed: utf8: long (const char *) [direct, direct]
static PyObject *utf8(PyObject *m, PyObject *o) {
  const char *text = PyUnicode_AsUTF8(o);
  if (text == NULL) return NULL;
  return PyLong_FromLong(count(text)); }
// CHECK-REPORT-DAG: typed: utf8_size: long (const char *, Py_ssize_t) [direct, direct]
static PyObject *utf8_size(PyObject *m, PyObject *o) {
  Py_ssize_t size; const char *text;
  if (!PyUnicode_Check(o)) { PyErr_SetString(PyExc_TypeError, "no str"); return NULL; }
  if (!(text = PyUnicode_AsUTF8AndSize(o, &size))) return NULL;
  return PyLong_FromLong(sum(text, size)); }
// CHECK-REPORT-DAG: typed: bytes_size: long (const char *, Py_ssize_t) [direct, direct]
static PyObject *bytes_size(PyObject *m, PyObject *o) {
  if (!PyBytes_Check(o)) { PyErr_SetString(PyExc_TypeError, "no bytes"); return NULL; }
  return PyLong_FromLong(sum(PyBytes_AS_STRING(o), PyBytes_GET_SIZE(o))); }
// CHECK-REPORT-DAG: typed: into_both: long (const char *, Py_ssize_t) [direct, direct]
static PyObject *into_both(PyObject *m, PyObject *o) { char *data; Py_ssize_t size;
  if (PyBytes_AsStringAndSize(o, &data, &size) < 0) return NULL;
  return PyLong_FromLong(sum(data, size)); }
// Without a length, a NUL inside is an error.
// CHECK-REPORT-DAG: typed: into_one: long (const char *) [direct, direct]
static PyObject *into_one(PyObject *m, PyObject *o) { char *data;
  if (PyBytes_AsStringAndSize(o, &data, NULL) < 0) return NULL;
  return PyLong_FromLong(count(data)); }
// CHECK-REPORT-DAG: typed: got: long (const char *, Py_ssize_t) [direct, direct]
static PyObject *got(PyObject *m, PyObject *o) { Py_buffer view = {NULL, NULL}; long n;
  if (PyUnicode_Check(o)) { PyErr_SetString(PyExc_TypeError, "str"); return NULL; }
  if (!PyObject_CheckBuffer(o)) { PyErr_SetString(PyExc_TypeError, "no"); return NULL; }
  if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) == -1) return NULL;
  if ((&view)->ndim > 1) { PyBuffer_Release(&view); return NULL; }
  n = sum((const char *)view.buf, view.len);
  if (view.obj) PyBuffer_Release(&view);
  return PyLong_FromLong(n); }
// Objects of one type, to be unboxed by hand.
// CHECK-REPORT-DAG: typed: unit_U: long (const char *) [direct, direct]
static PyObject *unit_U(PyObject *m, PyObject *args) { PyObject *o; const char *text;
  if (!PyArg_ParseTuple(args, "U", &o)) return NULL;
  if (!(text = PyUnicode_AsUTF8(o))) return NULL;
  return PyLong_FromLong(count(text)); }
// CHECK-REPORT-DAG: typed: unit_S: long (const char *, Py_ssize_t) [direct, direct]
static PyObject *unit_S(PyObject *m, PyObject *args) { PyObject *o;
  if (!PyArg_ParseTuple(args, "S", &o)) return NULL;
  return PyLong_FromLong(sum(PyBytes_AsString(o), PyBytes_Size(o))); }

// Omitted, a text is NULL, and a buffer NULL and of length 0.
// CHECK-REPORT-DAG: typed: optional: long (const char *, const char *, Py_ssize_t) [specialized, direct]
static PyObject *optional(PyObject *m, PyObject *args, PyObject *named) {
  static char *names[] = {"text", "data", NULL};
  const char *text = NULL, *data = NULL; Py_ssize_t size = 0;
  if (!PyArg_ParseTupleAndKeywords(args, named, "|zy#", names, &text, &data, &size))
    return NULL;
  return PyLong_FromLong(count(text) * 1000 + sum(data, size)); }

// Other pointers, another order: a function stands between.
// CHECK-REPORT-DAG: typed: unsigned_bytes: long (const char *, Py_ssize_t) [adapter, direct]
// CHECK-REWRITE: return sum_bytes((const unsigned char *)pyunbox_data, pyunbox_data_length);
static PyObject *unsigned_bytes(PyObject *m, PyObject *args) {
  unsigned char *data; Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "y#", &data, &size)) return NULL;
  return PyLong_FromLong(sum_bytes(data, size)); }
// CHECK-REPORT-DAG: typed: swapped: long (const char *, Py_ssize_t) [adapter, direct]
// CHECK-REWRITE: return backwards(pyunbox_data_length, (const void *)pyunbox_data);
static PyObject *swapped(PyObject *m, PyObject *args) {
  unsigned char *data; Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "y#", &data, &size)) return NULL;
  return PyLong_FromLong(backwards(size, data)); }

// The computation stands in the wrapper.
// CHECK-REPORT-DAG: typed: inline_sum: long (unsigned char, const char *, Py_ssize_t) [specialized, direct]
// CHECK-REWRITE: static long pyunbox_entry_inline_sum(unsigned char pyunbox_crc, const char *pyunbox_data, Py_ssize_t pyunbox_data_length) {
// CHECK-REWRITE: crc = pyunbox_crc;
// CHECK-REWRITE: data = ((unsigned char *)pyunbox_data);
// CHECK-REWRITE: size = pyunbox_data_length;
static PyObject *inline_sum(PyObject *m, PyObject *args) {
  unsigned char crc;
  unsigned char *data;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "Bs#", &crc, &data, &size))
    return NULL;
  while (size--)
    crc = (unsigned char)(crc + *data++);
  return PyLong_FromLong(crc);
}
// CHECK-REPORT-DAG: typed: inline_view: long (const char *, Py_ssize_t) [specialized, direct]
// CHECK-REWRITE: data = ((void *)pyunbox_o);
// CHECK-REWRITE-NEXT: size = pyunbox_o_length;
static PyObject *inline_view(PyObject *m, PyObject *o) {
  Py_buffer view;
  const char *data;
  Py_ssize_t size;
  long crc = 0;
  if (PyObject_GetBuffer(o, &view, 0) < 0)
    return NULL;
  data = view.buf;
  size = view.len;
  while (size--)
    crc = crc * 31 + *data++;
  PyBuffer_Release(&view);
  return PyLong_FromLong(crc);
}
// A text in the message of an exception: the boxed call makes it.
// CHECK-REPORT-DAG: typed: place: long long (const char *) [adapter, direct]
static const char *find(const char *text) { return strchr(text, '='); }
static int place_of(const char *text) {
  const char *at = find(text); return at ? (int)(at - text) : -1; }
static PyObject *place(PyObject *m, PyObject *args) {
  const char *text;
  int at;
  if (!PyArg_ParseTuple(args, "s", &text))
    return NULL;
  at = place_of(text);
  if (at < 0) {
    PyErr_Format(PyExc_ValueError, "no '=' in '%s'", text);
    return NULL;
  }
  return PyLong_FromLong(at);
}

// CHECK-REWRITE: static const struct pyunbox_arg pyunbox_methods_optional_args[] = {
// CHECK-REWRITE-NEXT: {"text", PYUNBOX_TYPE_TEXT(const char *), PYUNBOX_PY_STR_OR_NONE,
// CHECK-REWRITE-NEXT: PYUNBOX_ARG_OPTIONAL | PYUNBOX_ARG_KEYWORD, 0, 0.0},
// CHECK-REWRITE-NEXT: {"data", PYUNBOX_TYPE_BUFFER(const char *, Py_ssize_t), PYUNBOX_PY_BYTES,
// CHECK-REWRITE-NEXT: PYUNBOX_ARG_OPTIONAL | PYUNBOX_ARG_KEYWORD, 0, 0.0},
#define V(name) {#name, name, METH_VARARGS, NULL}
#define O(name) {#name, name, METH_O, NULL}
static PyMethodDef methods[] = {
    V(s), V(z), V(y), V(s_size), V(z_size), V(y_size), V(s_view), V(z_view), V(y_view),
    O(utf8), O(utf8_size), O(bytes_size), O(into_both), O(into_one), O(got),
    V(unit_U), V(unit_S),
    {"optional", (PyCFunction)(void (*)(void))optional, METH_VARARGS | METH_KEYWORDS, NULL},
    V(unsigned_bytes), V(swapped), V(inline_sum), O(inline_view), V(place),
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "text", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_text(void) { return PyModule_Create(&definition); }

// PYTHON: assert m.s("ab") == 2 and m.z(None) == -7 and m.y(b"abc") == 3
// PYTHON: assert m.s_size(b"a\0b") == 195 and m.z_size(None) == -7 and m.y_size(b"") == 0
// PYTHON: assert m.s_view("\xe9") == 0xc3 + 0xa9 and m.z_view(None) == -7 and m.y_view(bytearray(b"\1\2")) == 3
// PYTHON: assert m.optional() == -7007 and m.optional("a", b"\3") == 1003
// PYTHON: assert m.inline_sum(3, b"\1\2") == 6 and m.inline_view(b"\1\2") == 33 and m.place("ab=") == 2
// PYTHON: assert m.got(b"\1\2") == 3 and m.into_one(b"ab") == 2 and m.swapped(b"\5") == 5
