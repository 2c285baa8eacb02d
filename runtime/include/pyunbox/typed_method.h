/* pyunbox/typed_method.h - C type information inside a PyMethodDef.
 *
 * Written for C99 and C++11 and later; needs Python.h and the freestanding
 * stddef.h. A module that uses it depends on nothing at run time: an
 * interpreter that does not know these records sees an ordinary method table.
 *
 * How it is found. PyMethodDef.ml_name points to the last member of a record:
 *
 *     | header | arg_types | ret_type | underlying_func | ml_name ... |
 *     0        |<------------- tail, as read elsewhere ------------->|
 *
 * The record is aligned to PYUNBOX_ALIGNMENT and ml_name stands at
 * PYUNBOX_NAME_OFFSET on every platform. A reader that holds an ml_name
 *   1. tests address % PYUNBOX_ALIGNMENT == PYUNBOX_NAME_OFFSET; the header
 *      then lies in the same page and can be read whatever it holds;
 *   2. compares the magic;
 *   3. compares `self` with the address it computed;
 *   4. reads `version` and `size`.
 * The tail is what PyPy's typed-signature prototype walks back to; see
 * docs/abi.md.
 *
 * The header and everything generated against it may be used under any terms.
 */
#ifndef PYUNBOX_TYPED_METHOD_H
#define PYUNBOX_TYPED_METHOD_H

#include <Python.h>
#include <stddef.h>

/* The flag that says "ml_name stands in a record". CPython's specialised call
 * instructions compare ml_flags for equality, so it is no bit there. */
#ifndef METH_TYPED
#ifdef PYPY_VERSION
#define METH_TYPED 0x1000
#else
#define METH_TYPED 0
#endif
#endif

#define PYUNBOX_VERSION 1
#define PYUNBOX_ALIGNMENT 128
#define PYUNBOX_NAME_OFFSET 104

/* ---- C types ------------------------------------------------------------
 * A code is kind * 256 + size in bytes, computed by the compiler that builds
 * the module. */
#define PYUNBOX_KIND_VOID 0
#define PYUNBOX_KIND_SIGNED 1
#define PYUNBOX_KIND_UNSIGNED 2
#define PYUNBOX_KIND_BOOL 3
#define PYUNBOX_KIND_FLOAT 4
#define PYUNBOX_KIND_COMPLEX 5
/* Memory of an argument, which the entry reads while it runs, and does not
 * write, keep or hand out. */
#define PYUNBOX_KIND_TEXT 6 /* a pointer to text that ends at its first NUL */
#define PYUNBOX_KIND_BUFFER                                                    \
  7 /* two parameters: a pointer, and a Py_ssize_t;                            \
     */
    /* a NUL stands behind the end */

/* Of results only: an int that says nothing but that the entry bails out. The
 * values go where `size` pointers say, parameters of the entry behind those of
 * its arguments, each to memory of its own; behind the arguments they are
 * described in `args`, too. */
#define PYUNBOX_KIND_ITEMS 8

#define PYUNBOX_TYPE_VOID(T) 0
#define PYUNBOX_TYPE_INT(T)                                                    \
  ((((T) - 1 < (T)1) ? PYUNBOX_KIND_SIGNED : PYUNBOX_KIND_UNSIGNED) * 256 +    \
   (int)sizeof(T))
#define PYUNBOX_TYPE_BOOL(T) (PYUNBOX_KIND_BOOL * 256 + (int)sizeof(T))
#define PYUNBOX_TYPE_FLOAT(T) (PYUNBOX_KIND_FLOAT * 256 + (int)sizeof(T))
#define PYUNBOX_TYPE_COMPLEX(T) (PYUNBOX_KIND_COMPLEX * 256 + (int)sizeof(T))
#define PYUNBOX_TYPE_TEXT(T) (PYUNBOX_KIND_TEXT * 256 + (int)sizeof(T))
#define PYUNBOX_TYPE_BUFFER(T, L) (PYUNBOX_KIND_BUFFER * 256 + (int)sizeof(T))
#define PYUNBOX_TYPE_ITEMS(count) (PYUNBOX_KIND_ITEMS * 256 + (count))

/* ---- Python types: what a guard tests, what a result is boxed to --------- */
#define PYUNBOX_PY_NONE 0
#define PYUNBOX_PY_INT 1   /* exactly int, in the range of the C type */
#define PYUNBOX_PY_FLOAT 2 /* exactly float */
#define PYUNBOX_PY_REAL 3  /* exactly float, or exactly int in the range of */
                           /* int64_t, converted to the nearest double */
#define PYUNBOX_PY_BOOL 4  /* exactly bool */
#define PYUNBOX_PY_BYTE 5  /* bytes of length 1; the C value is its byte */
#define PYUNBOX_PY_CHAR 6  /* str of length 1; the C value is its code point */
#define PYUNBOX_PY_COMPLEX 7 /* exactly complex */
/* Of C text and buffers; as text, without a NUL inside. A str is passed as its
 * UTF-8, and must have one: no lone surrogates. */
#define PYUNBOX_PY_STR 8                /* exactly str */
#define PYUNBOX_PY_STR_OR_NONE 9        /* ... or None: a NULL pointer */
#define PYUNBOX_PY_BYTES 10             /* exactly bytes */
#define PYUNBOX_PY_STR_OR_BYTES 11      /* exactly str, or exactly bytes */
#define PYUNBOX_PY_STR_BYTES_OR_NONE 12 /* ... or None: NULL, of length 0 */
#define PYUNBOX_PY_TUPLE 13 /* of a PYUNBOX_TYPE_ITEMS: ints and floats */

/* 64 bits at an alignment of 4, so that the layout is one on all platforms. */
#ifdef __GNUC__
typedef long long pyunbox_int64 __attribute__((__aligned__(4)));
typedef double pyunbox_double __attribute__((__aligned__(4)));
#else
typedef long long pyunbox_int64;
typedef double pyunbox_double;
#endif

#define PYUNBOX_ARG_OPTIONAL 1     /* default_int or default_float holds */
#define PYUNBOX_ARG_KEYWORD 2      /* may be passed by keyword under `name` */
#define PYUNBOX_ARG_KEYWORD_ONLY 4 /* ... and in no other way */

struct pyunbox_arg {
  const char *name;      /* "" if it has none */
  unsigned short type;   /* PYUNBOX_TYPE_... code of the entry's parameter */
  unsigned short python; /* PYUNBOX_PY_... */
  unsigned int flags;    /* PYUNBOX_ARG_... */
  pyunbox_int64 default_int; /* of integers (bits, if unsigned) and bools */
  pyunbox_double default_float;
};

/* How an entry says "nothing observable has happened: make the boxed call".
 * NEVER     it does not.
 * DISTINCT  it returns the bail value, which no result can have.
 * REPEAT    it returns the bail value, which a result may equal: the entry is
 *           free of effects, and the boxed call computes such a result again.
 */
#define PYUNBOX_BAIL_NEVER 0
#define PYUNBOX_BAIL_DISTINCT 1
#define PYUNBOX_BAIL_REPEAT 2

/* How a runtime may call the entry. */
#define PYUNBOX_CALL_BOXED 0  /* not at all: call the method itself */
#define PYUNBOX_CALL_DIRECT 1 /* without the GIL, from any thread */
/* From any thread that the interpreter knows, with or without the GIL, which
 * the entry takes. With PYUNBOX_EFFECT_RAISES it has one parameter more, a
 * `PyObject **` that leads to a NULL. If it is none afterwards, what was
 * returned means nothing: there is a new reference to the exception that was
 * raised, or PYUNBOX_NOT_CALLED. There is no bail-out value. */
#define PYUNBOX_CALL_GIL 2
/* Nothing has happened, for lack of stack: make the boxed call. */
#define PYUNBOX_NOT_CALLED ((PyObject *)1)

#define PYUNBOX_EFFECT_RAISES 1u    /* may set a Python exception */
#define PYUNBOX_EFFECT_NEEDS_GIL 2u /* Python API or hidden process state */
#define PYUNBOX_EFFECT_STATE 4u     /* mutable static or global variables */
#define PYUNBOX_EFFECT_PURE 8u      /* a call may be dropped, moved, reused */
#define PYUNBOX_EFFECT_BLOCKS 16u   /* may run for long */
#define PYUNBOX_EFFECT_RETAINS 32u  /* keeps a pointer argument */

struct pyunbox_header {
  unsigned char magic[8]; /* PYUNBOX_MAGIC */
  const void *self;       /* the record's own address */
  unsigned short version; /* PYUNBOX_VERSION */
  unsigned short size;    /* sizeof(struct pyunbox_header) */
  unsigned short nargs;
  unsigned short nrequired; /* the first so many have no default */
  unsigned short result;    /* PYUNBOX_TYPE_... code of the entry's return */
  unsigned short boxed;     /* PYUNBOX_PY_... of the result */
  unsigned short bail;      /* PYUNBOX_BAIL_... */
  unsigned short call;      /* PYUNBOX_CALL_... */
  void (*entry)(void);      /* NULL if `call` is PYUNBOX_CALL_BOXED */
  const struct pyunbox_arg *args; /* nargs of them, and items; NULL if none */
  pyunbox_int64 bail_int;         /* the bail value of an integer carrier */
  pyunbox_double bail_float;      /* the bail value of a float carrier */
  unsigned int effects;           /* PYUNBOX_EFFECT_... */
  unsigned int reserved;          /* 0 */
  const char *signature; /* C declaration of the entry: "long (long)" */
};

#define PYUNBOX_MAGIC {'p', 'y', 'u', 'n', 'b', 'o', 'x', '\0'}

/* ---- the tail: codes of PyPy's prototype --------------------------------
 * An unknown return code is what it takes as "untyped"; 0 it asserts on. */
#define PYUNBOX_TAIL_LONG 1
#define PYUNBOX_TAIL_DOUBLE 2
#define PYUNBOX_TAIL_END -1
#define PYUNBOX_TAIL_UNTYPED 0x7fff

#ifdef __GNUC__
#define PYUNBOX_ALIGNED __attribute__((__aligned__(PYUNBOX_ALIGNMENT)))
#elif defined(_MSC_VER)
#define PYUNBOX_ALIGNED __declspec(align(128))
#else
#error "pyunbox/typed_method.h: how does this compiler spell alignment?"
#endif

#ifdef __cplusplus
#define PYUNBOX_NOEXCEPT noexcept
extern "C++" {
template <class Function> struct pyunbox_pointer_to {
  typedef Function *type;
};
}
/* A hard error unless `function` has the type that follows. */
#define PYUNBOX_CHECK_FUNCTION(id, function, ...)                              \
  typedef char id##_type_check                                                 \
      [sizeof(static_cast<pyunbox_pointer_to<__VA_ARGS__>::type>(function)) != \
               0                                                               \
           ? 1                                                                 \
           : -1]
#else
#define PYUNBOX_NOEXCEPT
#ifdef __GNUC__
#define PYUNBOX_CHECK_FUNCTION(id, function, ...)                              \
  typedef char                                                                 \
      id##_type_check[__builtin_types_compatible_p(__typeof__(function),       \
                                                   __typeof__(__VA_ARGS__))    \
                          ? 1                                                  \
                          : -1]
#else
#error "pyunbox/typed_method.h: this compiler cannot compare function types"
#endif
#endif

/* Defines the record `id` of a method whose name is the string literal `name`.
 * tail_args: address of an int array ended by PYUNBOX_TAIL_END.
 * function:  the C function behind the tail; entry: see the header. */
#define PYUNBOX_RECORD(id, name, nargs, nrequired, result, boxed, bail, call,  \
                       entry, args, bail_int, bail_float, effects, signature,  \
                       tail_args, tail_result, function)                       \
  struct id##_record {                                                         \
    union {                                                                    \
      struct pyunbox_header header;                                            \
      unsigned char room[PYUNBOX_NAME_OFFSET - 3 * sizeof(void *)];            \
    } head;                                                                    \
    const int *arg_types;                                                      \
    int ret_type;                                                              \
    void (*underlying_func)(void);                                             \
    char ml_name[sizeof name];                                                 \
  };                                                                           \
  typedef char id##_layout_check                                               \
      [offsetof(struct id##_record, ml_name) == PYUNBOX_NAME_OFFSET ? 1 : -1]; \
  static const PYUNBOX_ALIGNED struct id##_record id = {                       \
      {{PYUNBOX_MAGIC, &id, PYUNBOX_VERSION, sizeof(struct pyunbox_header),    \
        nargs, nrequired, result, boxed, bail, call, entry, args, bail_int,    \
        bail_float, effects, 0, signature}},                                   \
      tail_args,                                                               \
      tail_result,                                                             \
      function,                                                                \
      name}

/* ---- entries that take the GIL ------------------------------------------
 * They gain on a runtime that calls C without boxing, but not on CPython, whose
 * subinterpreters PyGILState_Ensure() does not know besides. */
#ifdef PYPY_VERSION
#define PYUNBOX_GIL_ENTRIES 1
#define PYUNBOX_CALL_GIL_ENTRY PYUNBOX_CALL_GIL
#define PYUNBOX_GIL_ENTRY(function) PYUNBOX_FUNCTION(function)

/* Around a call that may raise: the thread's state, and the type of an
 * exception that somebody has left pending before it. */
struct pyunbox_gil_call {
  PyGILState_STATE state;
  PyObject *pending;
};

/* How deep this thread's stack was where there was room. */
static __thread const void *pyunbox_deepest;

/* Takes the GIL; 0 if the call shall not be made. Nothing has looked at the
 * stack since Python code ran, and in its last part PyPy's API ends the
 * process. */
static inline int pyunbox_begin_call(struct pyunbox_gil_call *call,
                                     PyObject **error) {
  const void *here = __builtin_frame_address(0);
  call->state = PyGILState_Ensure();
  if (pyunbox_deepest == NULL || (size_t)here < (size_t)pyunbox_deepest) {
    if (Py_EnterRecursiveCall("")) {
      PyErr_Clear();
      PyGILState_Release(call->state);
      *error = PYUNBOX_NOT_CALLED;
      return 0;
    }
    Py_LeaveRecursiveCall();
    pyunbox_deepest = here;
  }
  call->pending = PyErr_Occurred();
  return 1;
}

/* Moves the pending exception, which there must be, to error[0] and [1]. It has
 * no traceback: no Python code has run. */
static inline void pyunbox_take_error(PyObject **error) {
  PyObject *traceback;
  PyErr_Fetch(&error[0], &error[1], &traceback);
  Py_XDECREF(traceback);
}

/* Gives the GIL back, and the exception that the call raised, if any, to
 * *error. failed: whether it returned an error. Of a function that contradicts
 * itself PyPy says what is said here, and leaves what is pending as it is; it
 * also knows no other difference between two exceptions than their types. */
static inline void pyunbox_end_call(struct pyunbox_gil_call call, int failed,
                                    PyObject **error) {
  PyObject *now = PyErr_Occurred();
  const int raised = now != NULL && now != call.pending;
  if (raised && failed) {
    pyunbox_take_error(error);
  } else if (raised || failed) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_SetString(
        PyExc_SystemError,
        raised
            ? "An exception was set, but function returned a value"
            : "Function returned a NULL result without setting an exception");
    pyunbox_take_error(error);
    PyErr_Restore(type, value, traceback);
  }
  PyGILState_Release(call.state);
}
#else
#define PYUNBOX_GIL_ENTRIES 0
#define PYUNBOX_CALL_GIL_ENTRY PYUNBOX_CALL_BOXED
#define PYUNBOX_GIL_ENTRY(function) NULL
#endif

/* ---- copies ---------------------------------------------------------------
 * Around what an entry copies of its wrapper: whatever there is to warn of is
 * warned of in the wrapper. gcc has no name for all warnings; these are those
 * of -Wall -Wextra -Wpedantic. Those that it does not know are -Wpragmas. */
/* clang-format off */
#if defined(__clang__)
#define PYUNBOX_COPY_BEGIN                                                     \
  _Pragma("clang diagnostic push")                                             \
  _Pragma("clang diagnostic ignored \"-Weverything\"")
#define PYUNBOX_COPY_END _Pragma("clang diagnostic pop")
#elif defined(__GNUC__)
#define PYUNBOX_PRAGMA(text) _Pragma(#text)
#define PYUNBOX_QUIET(warning) PYUNBOX_PRAGMA(GCC diagnostic ignored warning)
#define PYUNBOX_COPY_BEGIN                                                     \
    PYUNBOX_PRAGMA(GCC diagnostic push) PYUNBOX_QUIET("-Wpragmas")             \
    PYUNBOX_QUIET("-Wabsolute-value") PYUNBOX_QUIET("-Waddress")               \
    PYUNBOX_QUIET("-Waddress-of-packed-member")                                \
    PYUNBOX_QUIET("-Waggressive-loop-optimizations")                           \
    PYUNBOX_QUIET("-Waligned-new") PYUNBOX_QUIET("-Warray-bounds")             \
    PYUNBOX_QUIET("-Warray-compare") PYUNBOX_QUIET("-Warray-parameter")        \
    PYUNBOX_QUIET("-Wattribute-warning") PYUNBOX_QUIET("-Wattributes")         \
    PYUNBOX_QUIET("-Wbool-compare") PYUNBOX_QUIET("-Wbool-operation")          \
    PYUNBOX_QUIET("-Wbuiltin-declaration-mismatch")                            \
    PYUNBOX_QUIET("-Wcast-function-type") PYUNBOX_QUIET("-Wcatch-value")       \
    PYUNBOX_QUIET("-Wchar-subscripts") PYUNBOX_QUIET("-Wclass-memaccess")      \
    PYUNBOX_QUIET("-Wclobbered") PYUNBOX_QUIET("-Wcomment")                    \
    PYUNBOX_QUIET("-Wconversion-null") PYUNBOX_QUIET("-Wdangling-else")        \
    PYUNBOX_QUIET("-Wdangling-pointer") PYUNBOX_QUIET("-Wdangling-reference")  \
    PYUNBOX_QUIET("-Wdelete-non-virtual-dtor") PYUNBOX_QUIET("-Wdeprecated")   \
    PYUNBOX_QUIET("-Wdeprecated-copy")                                         \
    PYUNBOX_QUIET("-Wdeprecated-declarations")                                 \
    PYUNBOX_QUIET("-Wdeprecated-enum-enum-conversion")                         \
    PYUNBOX_QUIET("-Wdeprecated-enum-float-conversion")                        \
    PYUNBOX_QUIET("-Wdesignated-init")                                         \
    PYUNBOX_QUIET("-Wdiscarded-array-qualifiers")                              \
    PYUNBOX_QUIET("-Wdiscarded-qualifiers") PYUNBOX_QUIET("-Wdiv-by-zero")     \
    PYUNBOX_QUIET("-Wduplicate-decl-specifier") PYUNBOX_QUIET("-Wempty-body")  \
    PYUNBOX_QUIET("-Wenum-compare") PYUNBOX_QUIET("-Wenum-conversion")         \
    PYUNBOX_QUIET("-Wexpansion-to-defined") PYUNBOX_QUIET("-Wextra")           \
    PYUNBOX_QUIET("-Wformat") PYUNBOX_QUIET("-Wformat-contains-nul")           \
    PYUNBOX_QUIET("-Wformat-extra-args") PYUNBOX_QUIET("-Wformat-overflow")    \
    PYUNBOX_QUIET("-Wformat-truncation")                                       \
    PYUNBOX_QUIET("-Wformat-zero-length") PYUNBOX_QUIET("-Wframe-address")     \
    PYUNBOX_QUIET("-Wfree-nonheap-object")                                     \
    PYUNBOX_QUIET("-Wignored-attributes")                                      \
    PYUNBOX_QUIET("-Wignored-qualifiers")                                      \
    PYUNBOX_QUIET("-Wimplicit-fallthrough")                                    \
    PYUNBOX_QUIET("-Wimplicit-function-declaration")                           \
    PYUNBOX_QUIET("-Wimplicit-int")                                            \
    PYUNBOX_QUIET("-Wincompatible-pointer-types")                              \
    PYUNBOX_QUIET("-Winfinite-recursion") PYUNBOX_QUIET("-Winit-self")         \
    PYUNBOX_QUIET("-Wint-conversion") PYUNBOX_QUIET("-Wint-in-bool-context")   \
    PYUNBOX_QUIET("-Wint-to-pointer-cast")                                     \
    PYUNBOX_QUIET("-Winvalid-memory-model")                                    \
    PYUNBOX_QUIET("-Wlogical-not-parentheses")                                 \
    PYUNBOX_QUIET("-Wmaybe-uninitialized") PYUNBOX_QUIET("-Wmemset-elt-size")  \
    PYUNBOX_QUIET("-Wmemset-transposed-args")                                  \
    PYUNBOX_QUIET("-Wmisleading-indentation")                                  \
    PYUNBOX_QUIET("-Wmismatched-dealloc")                                      \
    PYUNBOX_QUIET("-Wmismatched-new-delete")                                   \
    PYUNBOX_QUIET("-Wmissing-attributes") PYUNBOX_QUIET("-Wmissing-braces")    \
    PYUNBOX_QUIET("-Wmissing-field-initializers")                              \
    PYUNBOX_QUIET("-Wmissing-parameter-type")                                  \
    PYUNBOX_QUIET("-Wmultistatement-macros") PYUNBOX_QUIET("-Wnarrowing")      \
    PYUNBOX_QUIET("-Wnonnull") PYUNBOX_QUIET("-Wnonnull-compare")              \
    PYUNBOX_QUIET("-Wold-style-declaration") PYUNBOX_QUIET("-Woverflow")       \
    PYUNBOX_QUIET("-Woverlength-strings") PYUNBOX_QUIET("-Woverride-init")     \
    PYUNBOX_QUIET("-Woverride-init-side-effects")                              \
    PYUNBOX_QUIET("-Wpacked-not-aligned") PYUNBOX_QUIET("-Wparentheses")       \
    PYUNBOX_QUIET("-Wpedantic") PYUNBOX_QUIET("-Wpessimizing-move")            \
    PYUNBOX_QUIET("-Wplacement-new") PYUNBOX_QUIET("-Wpointer-arith")          \
    PYUNBOX_QUIET("-Wpointer-compare") PYUNBOX_QUIET("-Wpointer-sign")         \
    PYUNBOX_QUIET("-Wpointer-to-int-cast")                                     \
    PYUNBOX_QUIET("-Wrange-loop-construct") PYUNBOX_QUIET("-Wredundant-move")  \
    PYUNBOX_QUIET("-Wregister") PYUNBOX_QUIET("-Wreorder")                     \
    PYUNBOX_QUIET("-Wrestrict") PYUNBOX_QUIET("-Wreturn-local-addr")           \
    PYUNBOX_QUIET("-Wreturn-type") PYUNBOX_QUIET("-Wscalar-storage-order")     \
    PYUNBOX_QUIET("-Wself-move") PYUNBOX_QUIET("-Wsequence-point")             \
    PYUNBOX_QUIET("-Wshift-count-negative")                                    \
    PYUNBOX_QUIET("-Wshift-count-overflow") PYUNBOX_QUIET("-Wshift-overflow")  \
    PYUNBOX_QUIET("-Wsign-compare") PYUNBOX_QUIET("-Wsizeof-array-argument")   \
    PYUNBOX_QUIET("-Wsizeof-array-div") PYUNBOX_QUIET("-Wsizeof-pointer-div")  \
    PYUNBOX_QUIET("-Wsizeof-pointer-memaccess")                                \
    PYUNBOX_QUIET("-Wstrict-aliasing") PYUNBOX_QUIET("-Wstrict-overflow")      \
    PYUNBOX_QUIET("-Wstring-compare") PYUNBOX_QUIET("-Wstringop-overflow")     \
    PYUNBOX_QUIET("-Wstringop-overread")                                       \
    PYUNBOX_QUIET("-Wstringop-truncation") PYUNBOX_QUIET("-Wswitch")           \
    PYUNBOX_QUIET("-Wswitch-bool") PYUNBOX_QUIET("-Wswitch-outside-range")     \
    PYUNBOX_QUIET("-Wswitch-unreachable")                                      \
    PYUNBOX_QUIET("-Wtautological-compare") PYUNBOX_QUIET("-Wterminate")       \
    PYUNBOX_QUIET("-Wtype-limits") PYUNBOX_QUIET("-Wuninitialized")            \
    PYUNBOX_QUIET("-Wunknown-pragmas")                                         \
    PYUNBOX_QUIET("-Wunused-but-set-parameter")                                \
    PYUNBOX_QUIET("-Wunused-but-set-variable")                                 \
    PYUNBOX_QUIET("-Wunused-const-variable")                                   \
    PYUNBOX_QUIET("-Wunused-function") PYUNBOX_QUIET("-Wunused-label")         \
    PYUNBOX_QUIET("-Wunused-local-typedefs") PYUNBOX_QUIET("-Wunused-result")  \
    PYUNBOX_QUIET("-Wunused-value") PYUNBOX_QUIET("-Wunused-variable")         \
    PYUNBOX_QUIET("-Wuse-after-free") PYUNBOX_QUIET("-Wvarargs")               \
    PYUNBOX_QUIET("-Wvexing-parse") PYUNBOX_QUIET("-Wvla-parameter")           \
    PYUNBOX_QUIET("-Wvolatile") PYUNBOX_QUIET("-Wvolatile-register-var")       \
    PYUNBOX_QUIET("-Wwrite-strings") PYUNBOX_QUIET("-Wzero-length-bounds")
#define PYUNBOX_COPY_END PYUNBOX_PRAGMA(GCC diagnostic pop)
#else
#define PYUNBOX_COPY_BEGIN
#define PYUNBOX_COPY_END
#endif
/* clang-format on */

/* Around a table of which rows are overridden by their numbers. It must have
 * `count` rows: with others in between, another one would be overridden. */
#if defined(__clang__)
#define PYUNBOX_OVERRIDE_BEGIN                                                 \
  _Pragma("clang diagnostic push")                                             \
      _Pragma("clang diagnostic ignored \"-Winitializer-overrides\"")
#define PYUNBOX_OVERRIDE_POP _Pragma("clang diagnostic pop")
#elif defined(__GNUC__)
#define PYUNBOX_OVERRIDE_BEGIN                                                 \
  _Pragma("GCC diagnostic push")                                               \
      _Pragma("GCC diagnostic ignored \"-Woverride-init\"")
#define PYUNBOX_OVERRIDE_POP _Pragma("GCC diagnostic pop")
#else
#define PYUNBOX_OVERRIDE_BEGIN
#define PYUNBOX_OVERRIDE_POP
#endif
#define PYUNBOX_OVERRIDE_END(table, count)                                     \
  PYUNBOX_OVERRIDE_POP                                                         \
  typedef char pyunbox_##table##_length_check                                  \
      [sizeof(table) / sizeof((table)[0]) == (count) ? 1 : -1];

/* A function of any type as the records keep it. */
#define PYUNBOX_FUNCTION(function) ((void (*)(void))(function))

/* A table row whose name stands in the record `id`. */
#define PYUNBOX_METHOD(id, function, flags, doc)                               \
  {(id).ml_name, function, (flags) | METH_TYPED, doc}

#endif
