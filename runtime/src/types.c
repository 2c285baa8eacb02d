#include "types.h"

#define SIZE(bytes) (1u << (bytes))

/* The sizes of each kind, as bits of SIZE. A new kind is one line. */
static const unsigned sizes_of_kind[] = {
    [PYUNBOX_KIND_VOID] = SIZE(0),
    [PYUNBOX_KIND_SIGNED] = SIZE(1) | SIZE(2) | SIZE(4) | SIZE(8),
    [PYUNBOX_KIND_UNSIGNED] = SIZE(1) | SIZE(2) | SIZE(4) | SIZE(8),
    [PYUNBOX_KIND_BOOL] = SIZE(1),
    [PYUNBOX_KIND_FLOAT] = SIZE(4) | SIZE(8),
    [PYUNBOX_KIND_COMPLEX] = SIZE(16),
    [PYUNBOX_KIND_TEXT] = SIZE(sizeof(void *)),
    [PYUNBOX_KIND_BUFFER] = SIZE(sizeof(void *)),
};
#define KINDS (sizeof sizes_of_kind / sizeof *sizes_of_kind)

#define KIND(name) (1u << PYUNBOX_KIND_##name)
#define INTEGER (KIND(SIGNED) | KIND(UNSIGNED))
#define MEMORY (KIND(TEXT) | KIND(BUFFER))

/* The kinds that an argument and a result of each Python type may have, and the
 * least size of an argument. A new Python type is one line. */
static const struct {
  unsigned argument, result, least_size;
} python_types[] = {
    [PYUNBOX_PY_NONE] = {0, INTEGER | KIND(BOOL) | KIND(VOID), 0},
    [PYUNBOX_PY_INT] = {INTEGER, INTEGER | KIND(BOOL), 1},
    [PYUNBOX_PY_FLOAT] = {KIND(FLOAT), KIND(FLOAT), 4},
    [PYUNBOX_PY_REAL] = {KIND(FLOAT), 0, 4},
    [PYUNBOX_PY_BOOL] = {INTEGER | KIND(BOOL), INTEGER | KIND(BOOL), 1},
    [PYUNBOX_PY_BYTE] = {INTEGER, 0, 1},
    [PYUNBOX_PY_CHAR] = {INTEGER, 0, 4},
    [PYUNBOX_PY_COMPLEX] = {KIND(COMPLEX), KIND(COMPLEX), 16},
    [PYUNBOX_PY_STR] = {MEMORY, 0, 1},
    [PYUNBOX_PY_STR_OR_NONE] = {MEMORY, 0, 1},
    [PYUNBOX_PY_BYTES] = {MEMORY, 0, 1},
    [PYUNBOX_PY_STR_OR_BYTES] = {MEMORY, 0, 1},
    [PYUNBOX_PY_STR_BYTES_OR_NONE] = {MEMORY, 0, 1},
};
#define PYTHON_TYPES (sizeof python_types / sizeof *python_types)

int pyunbox_is_type(unsigned type) {
  return KIND_OF(type) < KINDS && SIZE_OF(type) < 32 &&
         (sizes_of_kind[KIND_OF(type)] & SIZE(SIZE_OF(type))) != 0;
}

int pyunbox_is_scalar(unsigned type) {
  return KIND_OF(type) <= PYUNBOX_KIND_FLOAT;
}

int pyunbox_is_argument(unsigned python, unsigned type) {
  return pyunbox_is_type(type) && python < PYTHON_TYPES &&
         (python_types[python].argument & 1u << KIND_OF(type)) != 0 &&
         SIZE_OF(type) >= python_types[python].least_size;
}

int pyunbox_is_result(unsigned python, unsigned type) {
  return pyunbox_is_type(type) && python < PYTHON_TYPES &&
         (python_types[python].result & 1u << KIND_OF(type)) != 0;
}

size_t pyunbox_nitems(const pyunbox_signature *signature) {
  return KIND_OF(signature->result) == PYUNBOX_KIND_ITEMS
             ? SIZE_OF(signature->result)
             : 0;
}

unsigned pyunbox_carrier(const pyunbox_signature *signature) {
  return pyunbox_nitems(signature) ? PYUNBOX_TYPE_INT(int) : signature->result;
}

int pyunbox_fits_signed(long long value, unsigned size) {
  const long long highest = (long long)(~0ull >> 1 >> (64 - 8 * size));
  return -highest - 1 <= value && value <= highest;
}

int pyunbox_fits_unsigned(unsigned long long value, unsigned size) {
  return value <= ~0ull >> (64 - 8 * size);
}
