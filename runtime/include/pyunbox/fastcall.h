/* pyunbox/fastcall.h - typed methods called with METH_FASTCALL on CPython.
 *
 * A METH_VARARGS method gets its arguments in a tuple and a dict that exist for
 * this one call, and parses them by a format string. Where CPython can pass an
 * array instead, the rows made by PYUNBOX_METHOD_FAST name a generated function
 * <record>_fast, which
 *   1. puts the arguments into their places,
 *   2. unboxes them, if each has exactly the type and range of the record,
 *   3. calls the entry, and boxes what it returns.
 * Whenever one of these is not possible, nothing has happened yet, and it calls
 * the method's own function with the tuple and dict that this expects. An entry
 * that does what cannot be done twice raises itself.
 *
 * What is needed of the C library is the compiler's own: Python.h does not
 * always include its headers, and no others than without this one shall be
 * read.
 *
 * Nothing here has a state, so several interpreters in a process do not meet.
 * -DPYUNBOX_NO_FASTCALL leaves all rows the convention that they were written
 * with. Written for C99 and C++11 and later.
 *
 * This header and everything generated against it may be used under any terms.
 */
#ifndef PYUNBOX_FASTCALL_H
#define PYUNBOX_FASTCALL_H

#include "typed_method.h"

/* CPython has no public METH_FASTCALL before 3.7, and none for Py_LIMITED_API
 * before 3.10. PyPy and GraalPy would make the array for this call only. */
#if defined(METH_FASTCALL) && PY_VERSION_HEX >= 0x03080000 &&                  \
    !defined(PYPY_VERSION) && !defined(GRAALVM_PYTHON) &&                      \
    !defined(PYUNBOX_NO_FASTCALL)
#define PYUNBOX_FASTCALL 1
#else
#define PYUNBOX_FASTCALL 0
#endif

#if !PYUNBOX_FASTCALL

#define PYUNBOX_METHOD_FAST(id, function, flags, doc)                          \
  PYUNBOX_METHOD(id, function, flags, doc)

#else

/* A table row whose function is `id`_fast. METH_STATIC and the like stay. */
#define PYUNBOX_METHOD_FAST(id, function, flags, doc)                          \
  {(id).ml_name, (PyCFunction)PYUNBOX_FUNCTION(id##_fast),                     \
   ((flags) & ~(METH_VARARGS | METH_KEYWORDS)) | METH_FASTCALL |               \
       METH_KEYWORDS | METH_TYPED,                                             \
   doc}

/* The parameters of `id`_fast, and the same to be passed on. */
#define PYUNBOX_FAST_PARAMETERS                                                \
  PyObject *pyunbox_self, PyObject *const *pyunbox_given,                      \
      Py_ssize_t pyunbox_count, PyObject *pyunbox_names
#define PYUNBOX_FAST_ARGUMENTS                                                 \
  pyunbox_self, pyunbox_given, pyunbox_count, pyunbox_names

/* What to do whenever the record `id` was called unboxed: for tests. */
#ifndef PYUNBOX_FAST_CALL_MADE
#define PYUNBOX_FAST_CALL_MADE(id) ((void)0)
#endif

#ifdef __GNUC__
#define PYUNBOX_UNLIKELY_CALL                                                  \
  __attribute__((__unused__, __noinline__, __cold__)) static
#else
#define PYUNBOX_UNLIKELY_CALL static
#endif

/* ---- Places ---------------------------------------------------------------*/

/* Whether the name of a keyword argument is exactly the str `name` (ASCII). */
static inline int pyunbox_is_name(PyObject *key, const char *name) {
#ifdef Py_LIMITED_API
  return PyUnicode_CheckExact(key) &&
         PyUnicode_CompareWithASCIIString(key, name) == 0;
#else
  size_t length = __builtin_strlen(name);
  return PyUnicode_CheckExact(key) && PyUnicode_IS_COMPACT_ASCII(key) &&
         (size_t)PyUnicode_GET_LENGTH(key) == length &&
         __builtin_memcmp(PyUnicode_DATA(key), name, length) == 0;
#endif
}

/* Puts the arguments that are named into the places of `bound` that are still
 * empty; 0 if one has no such place. */
PYUNBOX_UNLIKELY_CALL int
pyunbox_bind_names(PyObject **bound, const struct pyunbox_arg *args,
                   Py_ssize_t nargs, PyObject *const *values, PyObject *names) {
  Py_ssize_t count = PyTuple_Size(names), i, place;
  for (i = 0; i < count; ++i) {
    PyObject *key = PyTuple_GetItem(names, i);
    for (place = 0; place < nargs; ++place)
      if (bound[place] == NULL && (args[place].flags & PYUNBOX_ARG_KEYWORD) &&
          pyunbox_is_name(key, args[place].name))
        break;
    if (place == nargs)
      return 0;
    bound[place] = values[i];
  }
  return 1;
}

/* Fills `bound`, of `nargs` places, with the arguments of a call, NULL where
 * one is omitted. Of the places the first `nplaces` need no name, and the first
 * `nrequired` must be filled. 0 if the call does not fit. */
static inline int pyunbox_bind(PyObject **bound, const struct pyunbox_arg *args,
                               Py_ssize_t nargs, Py_ssize_t nplaces,
                               Py_ssize_t nrequired, PyObject *const *given,
                               Py_ssize_t count, PyObject *names) {
  Py_ssize_t place;
  if (count > nplaces)
    return 0;
  for (place = 0; place < nargs; ++place)
    bound[place] = place < count ? given[place] : NULL;
  if (names == NULL)
    return count >= nrequired;
  if (!pyunbox_bind_names(bound, args, nargs, given + count, names))
    return 0;
  for (place = 0; place < nrequired; ++place)
    if (bound[place] == NULL)
      return 0;
  return 1;
}

/* ---- Unboxing -------------------------------------------------------------
 * 1, and the C value in `*value`; or 0 if a guard does not let `object` pass.
 * Exact types are what keeps these from running Python code. */

/* An int in the range of `type` (PYUNBOX_TYPE_INT); unsigned 64 bits as the
 * long long of the same bits. */
static inline int pyunbox_int(PyObject *object, int type, long long *value) {
  const int is_unsigned = type >> 8 == PYUNBOX_KIND_UNSIGNED;
  const int bits = 8 * (type & 0xff);
  int overflow;
  if (!PyLong_CheckExact(object))
    return 0;
  *value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow > 0 && is_unsigned && bits == 8 * (int)sizeof(long long)) {
    unsigned long long number = PyLong_AsUnsignedLongLong(object);
    if (number == (unsigned long long)-1 && PyErr_Occurred()) {
      PyErr_Clear();
      return 0;
    }
    *value = (long long)number;
    return 1;
  }
  if (overflow != 0)
    return 0;
  if (is_unsigned)
    return *value >= 0 && (bits >= 63 || *value >> (bits & 63) == 0);
  return bits >= 64 || (*value >= -(1LL << ((bits - 1) & 63)) &&
                        *value < 1LL << ((bits - 1) & 63));
}

/* A float. */
static inline int pyunbox_float(PyObject *object, double *value) {
  if (!PyFloat_CheckExact(object))
    return 0;
#ifdef Py_LIMITED_API
  *value = PyFloat_AsDouble(object);
#else
  *value = PyFloat_AS_DOUBLE(object);
#endif
  return 1;
}

/* An int of 64 signed bits as PyFloat_AsDouble converts it. */
PYUNBOX_UNLIKELY_CALL int pyunbox_int_to_double(PyObject *object,
                                                double *value) {
  long long number;
  if (!pyunbox_int(object, PYUNBOX_TYPE_INT(long long), &number))
    return 0;
  /* The rounding is Python's, whatever the processor's mode is. */
  *value = PyLong_AsDouble(object);
  return 1;
}

/* A float, or an int of 64 signed bits. */
static inline int pyunbox_real(PyObject *object, double *value) {
  return pyunbox_float(object, value) || pyunbox_int_to_double(object, value);
}

/* A bool. */
static inline int pyunbox_bool(PyObject *object, long long *value) {
  *value = object == Py_True;
  return object == Py_True || object == Py_False;
}

/* The byte of a bytes object of length 1. */
static inline int pyunbox_byte(PyObject *object, long long *value) {
  if (!PyBytes_CheckExact(object) || PyBytes_Size(object) != 1)
    return 0;
  *value = PyBytes_AsString(object)[0];
  return 1;
}

/* The code point of a str of length 1. */
static inline int pyunbox_char(PyObject *object, long long *value) {
#ifndef Py_LIMITED_API
#if PY_VERSION_HEX < 0x030c0000
  /* Others are made ready by an allocation, which may fail. */
  if (PyUnicode_CheckExact(object) && !PyUnicode_IS_READY(object))
    return 0;
#endif
#endif
  if (!PyUnicode_CheckExact(object) || PyUnicode_GetLength(object) != 1)
    return 0;
  *value = (long long)PyUnicode_ReadChar(object, 0);
  return 1;
}

/* The memory of a str (its UTF-8) or a bytes object, or NULL for None: what the
 * Python type `python` (PYUNBOX_PY_...) lets pass. Where `length` is NULL,
 * there must be no NUL inside. */
static inline int pyunbox_memory(PyObject *object, int python,
                                 const char **memory, Py_ssize_t *length) {
  const int none_passes = python == PYUNBOX_PY_STR_OR_NONE ||
                          python == PYUNBOX_PY_STR_BYTES_OR_NONE;
  const int bytes_pass = python == PYUNBOX_PY_BYTES ||
                         python == PYUNBOX_PY_STR_OR_BYTES ||
                         python == PYUNBOX_PY_STR_BYTES_OR_NONE;
  Py_ssize_t size = 0;
  if (none_passes && object == Py_None) {
    *memory = NULL;
  } else if (python != PYUNBOX_PY_BYTES && PyUnicode_CheckExact(object)) {
    *memory = PyUnicode_AsUTF8AndSize(object, &size);
    if (*memory == NULL) { /* lone surrogates */
      PyErr_Clear();
      return 0;
    }
  } else if (bytes_pass && PyBytes_CheckExact(object)) {
    *memory = PyBytes_AsString(object);
    size = PyBytes_Size(object);
  } else {
    return 0;
  }
  if (length == NULL)
    return size == 0 || __builtin_memchr(*memory, 0, (size_t)size) == NULL;
  *length = size;
  return 1;
}

/* ---- Boxing ---------------------------------------------------------------*/

/* The int of `type` (PYUNBOX_TYPE_INT) whose bits are `number`. */
static inline PyObject *pyunbox_from_int(long long number, int type) {
  if (number < 0 && type >> 8 == PYUNBOX_KIND_UNSIGNED)
    return PyLong_FromUnsignedLongLong((unsigned long long)number);
  if (number == (long)number)
    return PyLong_FromLong((long)number);
  return PyLong_FromLongLong(number);
}

static inline PyObject *pyunbox_none(void) {
  Py_INCREF(Py_None);
  return Py_None;
}

/* A tuple of `count` objects, whose references it takes. NULL if one of them
 * is, with the exception that is then set. */
static inline PyObject *pyunbox_tuple_of(int count, ...) {
  PyObject *tuple = PyTuple_New(count);
  int i, failed = tuple == NULL;
  __builtin_va_list items;
  __builtin_va_start(items, count);
  for (i = 0; i < count; ++i) {
    PyObject *item = __builtin_va_arg(items, PyObject *);
    if (tuple == NULL)
      Py_XDECREF(item);
    else
      PyTuple_SetItem(tuple, i, item);
    failed |= item == NULL;
  }
  __builtin_va_end(items);
  if (failed) {
    Py_XDECREF(tuple);
    return NULL;
  }
  return tuple;
}

/* ---- Boxed calls ----------------------------------------------------------*/

static inline PyObject *pyunbox_tuple(PyObject *const *given,
                                      Py_ssize_t count) {
  Py_ssize_t i;
  PyObject *tuple = PyTuple_New(count);
  if (tuple == NULL)
    return NULL;
  for (i = 0; i < count; ++i) {
    Py_INCREF(given[i]);
#ifdef Py_LIMITED_API
    PyTuple_SetItem(tuple, i, given[i]);
#else
    PyTuple_SET_ITEM(tuple, i, given[i]);
#endif
  }
  return tuple;
}

/* A dict of the named arguments; also NULL, without an exception, if there are
 * none. */
static inline PyObject *pyunbox_dict(PyObject *const *values, PyObject *names) {
  Py_ssize_t i, count = names == NULL ? 0 : PyTuple_Size(names);
  PyObject *dict = count == 0 ? NULL : PyDict_New();
  if (dict == NULL)
    return NULL;
  for (i = 0; i < count; ++i)
    if (PyDict_SetItem(dict, PyTuple_GetItem(names, i), values[i]) < 0) {
      Py_DECREF(dict);
      return NULL;
    }
  return dict;
}

/* The SystemError that the interpreter raises after a call of a METH_VARARGS
 * function whose `result` does not go with whether an exception is set. */
PYUNBOX_UNLIKELY_CALL PyObject *
pyunbox_contradiction(PyObject *result, void (*function)(void),
                      const char *name, int flags, PyObject *self) {
  PyObject *type, *value, *traceback, *error_type, *error, *error_traceback;
  PyObject *method;
  PyMethodDef row;
  PyErr_Fetch(&type, &value, &traceback);
  if (type != NULL) {
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != NULL)
      PyException_SetTraceback(value, traceback);
  }
  row.ml_name = name;
  row.ml_meth = (PyCFunction)function;
  row.ml_flags = flags;
  row.ml_doc = NULL;
  method = PyCFunction_NewEx(&row, self, NULL); /* for its repr */
#if PY_VERSION_HEX >= 0x030a0000
#define PYUNBOX_FAST_WORD "exception"
#else
#define PYUNBOX_FAST_WORD "error"
#endif
  if (method != NULL) {
    PyErr_Format(PyExc_SystemError,
                 result == NULL
                     ? "%R returned NULL without setting an " PYUNBOX_FAST_WORD
                     : "%R returned a result with an " PYUNBOX_FAST_WORD " set",
                 method);
    Py_DECREF(method);
  }
#undef PYUNBOX_FAST_WORD
  if (type != NULL) {
    PyErr_Fetch(&error_type, &error, &error_traceback);
    PyErr_NormalizeException(&error_type, &error, &error_traceback);
    Py_INCREF(value);
    PyException_SetCause(error, value);
    PyException_SetContext(error, value);
    PyErr_Restore(error_type, error, error_traceback);
    Py_DECREF(type);
    Py_XDECREF(traceback);
  }
  Py_XDECREF(result);
  return NULL;
}

/* `result` of the function of the method `name`, after the test that the
 * interpreter makes: calls of METH_FASTCALL functions may do without. */
static inline PyObject *pyunbox_checked(PyObject *result,
                                        void (*function)(void),
                                        const char *name, int flags,
                                        PyObject *self) {
  if ((result == NULL) == (PyErr_Occurred() != NULL))
    return result;
  return pyunbox_contradiction(result, function, name, flags, self);
}

/* The call as METH_VARARGS makes it. `name` is the method's. */
PYUNBOX_UNLIKELY_CALL PyObject *
pyunbox_call_varargs(void (*function)(void), const char *name, PyObject *self,
                     PyObject *const *given, Py_ssize_t count,
                     PyObject *names) {
  PyObject *args, *result;
  if (names != NULL && PyTuple_Size(names) != 0) {
    PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", name);
    return NULL;
  }
  args = pyunbox_tuple(given, count);
  if (args == NULL)
    return NULL;
  result = ((PyCFunction)function)(self, args);
  Py_DECREF(args);
  return pyunbox_checked(result, function, name, METH_VARARGS, self);
}

/* The call as METH_VARARGS | METH_KEYWORDS makes it. */
PYUNBOX_UNLIKELY_CALL PyObject *
pyunbox_call_keywords(void (*function)(void), const char *name, PyObject *self,
                      PyObject *const *given, Py_ssize_t count,
                      PyObject *names) {
  PyObject *args, *keywords, *result = NULL;
  args = pyunbox_tuple(given, count);
  if (args == NULL)
    return NULL;
  keywords = pyunbox_dict(given + count, names);
  if (keywords != NULL || !PyErr_Occurred())
    result = ((PyCFunctionWithKeywords)function)(self, args, keywords);
  Py_XDECREF(keywords);
  Py_DECREF(args);
  return pyunbox_checked(result, function, name, METH_VARARGS | METH_KEYWORDS,
                         self);
}

#endif
#endif
