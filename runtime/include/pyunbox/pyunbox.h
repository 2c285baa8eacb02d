/* pyunbox/pyunbox.h - libpyunbox: reads the records of a module's methods and
 * makes the unboxed calls. For interpreters, compilers and programs in C or C++
 * that embed Python; pyunbox.hpp adds typed function pointers for C++.
 *
 * C99. Functions of the library use nothing of Python and may be called without
 * the GIL; those defined here use it and need it, as their comments say.
 *
 * No function fails on a record that makes no sense, or of a later version: it
 * says that there is no signature. docs/abi.md has the rules of a typed call.
 */
#ifndef PYUNBOX_PYUNBOX_H
#define PYUNBOX_PYUNBOX_H

#include <pyunbox/typed_method.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The signature of a method: its record's header, checked. All of its members
 * may be relied on; effects are bits of `effects`. It lives as long as its
 * module. */
typedef struct pyunbox_header pyunbox_signature;

/* The signature of the method that has this ml_name and these ml_flags, NULL if
 * it has none that this version knows. `complaint`, if it is no null pointer,
 * is set to what is wrong with the record, to NULL if there is nothing wrong or
 * no record. ml_name may be any pointer to a NUL-terminated text, and NULL. */
const pyunbox_signature *pyunbox_read(const char *ml_name, int ml_flags,
                                      const char **complaint);

/* How many values the tuple holds that the method returns, 0 if it returns none
 * such. args[nargs] and those behind describe them. */
size_t pyunbox_nitems(const pyunbox_signature *signature);

/* Why no typed call of the entry may be made, a constant text; NULL if it may.
 */
const char *pyunbox_why_boxed(const pyunbox_signature *signature);

/* Why the entry must not be handed out as a plain function pointer, a constant
 * text; NULL if it may. A plain function never bails out, raises nothing, needs
 * no GIL, touches no state, and takes every value of its C types. */
const char *pyunbox_why_not_plain(const pyunbox_signature *signature);

/* A value that is not a Python object: the Python type that it stands for says
 * which member holds. */
enum pyunbox_tag {
  PYUNBOX_IS_NONE,
  PYUNBOX_IS_INT,   /* as_signed */
  PYUNBOX_IS_UINT,  /* an int, as_unsigned */
  PYUNBOX_IS_BOOL,  /* as_signed: 0 or 1 */
  PYUNBOX_IS_FLOAT, /* as_float */
  PYUNBOX_IS_BYTE,  /* bytes of length 1, as_unsigned */
  PYUNBOX_IS_CHAR   /* str of length 1, as_unsigned: the code point */
};

struct pyunbox_value {
  enum pyunbox_tag tag;
  union {
    long long as_signed;
    unsigned long long as_unsigned;
    double as_float;
  } as;
};

enum pyunbox_outcome {
  PYUNBOX_DONE,   /* the result is that of the boxed call */
  PYUNBOX_BAILED, /* nothing has happened: make the boxed call */
  PYUNBOX_UNFIT /* not called, the arguments do not fit: make the boxed call */
};

/* What is prepared once per signature to make calls of it. */
struct pyunbox_caller;

/* NULL if no typed call may be made, or without memory. */
struct pyunbox_caller *pyunbox_caller_new(const pyunbox_signature *signature);
void pyunbox_caller_free(struct pyunbox_caller *caller); /* NULL is allowed */

/* Calls the entry with `nargs` arguments in the order of the signature; those
 * that are missing at the end have their defaults. `result` is set by
 * PYUNBOX_DONE only. Needs no GIL, sets no exception, creates no object; one
 * caller may be used by many threads at once. */
enum pyunbox_outcome pyunbox_call(const struct pyunbox_caller *caller,
                                  const struct pyunbox_value *arguments,
                                  size_t nargs, struct pyunbox_value *result);

/* The same for a method that returns a tuple; pyunbox_call says PYUNBOX_UNFIT
 * to it. `items` has room for `nitems` values, which must be as many as
 * pyunbox_nitems says, or this one says so. */
enum pyunbox_outcome pyunbox_call_tuple(const struct pyunbox_caller *caller,
                                        const struct pyunbox_value *arguments,
                                        size_t nargs,
                                        struct pyunbox_value *items,
                                        size_t nitems);

#ifndef Py_LIMITED_API

/* The row behind a C function, or behind a method or class method of a type
 * written in C; NULL behind any other object. Needs the GIL; borrows. */
static inline const PyMethodDef *pyunbox_method(PyObject *function) {
#ifdef PYPY_VERSION
  /* PyCFunction_Check takes PyPy's own functions too, which have no row. */
  if (Py_TYPE(function) == &PyCFunction_Type)
#else
  if (PyCFunction_Check(function))
#endif
    return ((PyCFunctionObject *)function)->m_ml;
  if (Py_TYPE(function) == &PyMethodDescr_Type ||
      Py_TYPE(function) == &PyClassMethodDescr_Type)
    return ((PyMethodDescrObject *)function)->d_method;
  return NULL;
}

/* The signature of a row of a method table, NULL if it has none. `complaint` is
 * as for pyunbox_read. Needs no GIL. */
static inline const pyunbox_signature *
pyunbox_of_method(const PyMethodDef *method, const char **complaint) {
  if (complaint)
    *complaint = NULL;
  if (!method || (method->ml_flags & METH_TYPED) != METH_TYPED)
    return NULL;
  return pyunbox_read(method->ml_name, method->ml_flags, complaint);
}

/* The same of any Python object. Needs the GIL. */
static inline const pyunbox_signature *
pyunbox_of_function(PyObject *function, const char **complaint) {
  return pyunbox_of_method(function ? pyunbox_method(function) : NULL,
                           complaint);
}

/* The next typed method in the dictionary of a module or type, NULL after the
 * last. `*position` is 0 at first; `*function`, unless the pointer is NULL, is
 * set to the object, borrowed. The dictionary must not change between. Needs
 * the GIL. */
static inline const pyunbox_signature *
pyunbox_next(PyObject *dictionary, Py_ssize_t *position, PyObject **function) {
  PyObject *name, *value;
  while (PyDict_Next(dictionary, position, &name, &value)) {
    const pyunbox_signature *signature = pyunbox_of_function(value, NULL);
    if (signature) {
      if (function)
        *function = value;
      return signature;
    }
  }
  return NULL;
}

#endif

#ifdef __cplusplus
}
#endif
#endif
