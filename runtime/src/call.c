/* Unboxed calls through libffi. */
#include "types.h"

#include <ffi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One C value, and room for what libffi widens a small result to. */
union cell {
  int8_t i8;
  int16_t i16;
  int32_t i32;
  int64_t i64;
  uint8_t u8;
  uint16_t u16;
  uint32_t u32;
  uint64_t u64;
  float f32;
  double f64;
  ffi_arg widened;
};

struct pyunbox_caller {
  ffi_cif interface;
  const pyunbox_signature *signature;
  ffi_type *types[]; /* of the parameters */
};

static ffi_type *ffi_type_of(unsigned type) {
  static ffi_type *const is_signed[] = {&ffi_type_sint8, &ffi_type_sint16,
                                        &ffi_type_sint32, &ffi_type_sint64};
  static ffi_type *const is_unsigned[] = {&ffi_type_uint8, &ffi_type_uint16,
                                          &ffi_type_uint32, &ffi_type_uint64};
  const unsigned size = SIZE_OF(type);
  const unsigned log = size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3;
  switch (KIND_OF(type)) {
  case PYUNBOX_KIND_SIGNED:
    return is_signed[log];
  case PYUNBOX_KIND_UNSIGNED:
  case PYUNBOX_KIND_BOOL:
    return is_unsigned[log];
  case PYUNBOX_KIND_FLOAT:
    return size == 4 ? &ffi_type_float : &ffi_type_double;
  default:
    return &ffi_type_void;
  }
}

struct pyunbox_caller *pyunbox_caller_new(const pyunbox_signature *signature) {
  struct pyunbox_caller *caller;
  unsigned i, count;
  if (!signature || pyunbox_why_boxed(signature))
    return NULL;
  count = signature->nargs + (unsigned)pyunbox_nitems(signature);
  caller = malloc(sizeof *caller + count * sizeof *caller->types);
  if (!caller)
    return NULL;
  caller->signature = signature;
  for (i = 0; i < signature->nargs; i++)
    caller->types[i] = ffi_type_of(signature->args[i].type);
  for (; i < count; i++)
    caller->types[i] = &ffi_type_pointer;
  if (ffi_prep_cif(&caller->interface, FFI_DEFAULT_ABI, count,
                   ffi_type_of(pyunbox_carrier(signature)),
                   caller->types) != FFI_OK) {
    free(caller);
    return NULL;
  }
  return caller;
}

void pyunbox_caller_free(struct pyunbox_caller *caller) { free(caller); }

static void store_integer(unsigned size, uint64_t bits, union cell *cell) {
  switch (size) {
  case 1:
    cell->u8 = (uint8_t)bits;
    break;
  case 2:
    cell->u16 = (uint16_t)bits;
    break;
  case 4:
    cell->u32 = (uint32_t)bits;
    break;
  default:
    cell->u64 = bits;
  }
}

static void store_float(unsigned size, double value, union cell *cell) {
  if (size == 4)
    cell->f32 = (float)value;
  else
    cell->f64 = value;
}

/* Whether the value is an int in the range of the C type. */
static int is_int_of(const struct pyunbox_value *value, unsigned type) {
  const int negative = value->tag == PYUNBOX_IS_INT && value->as.as_signed < 0;
  if (value->tag != PYUNBOX_IS_INT && value->tag != PYUNBOX_IS_UINT)
    return 0;
  if (KIND_OF(type) == PYUNBOX_KIND_UNSIGNED)
    return !negative &&
           pyunbox_fits_unsigned(value->as.as_unsigned, SIZE_OF(type));
  return negative == (value->as.as_signed < 0) &&
         pyunbox_fits_signed(value->as.as_signed, SIZE_OF(type));
}

/* Does the guard's test and the unboxing of one argument; 0 if it does not
 * pass. */
static int store_argument(const struct pyunbox_arg *arg,
                          const struct pyunbox_value *value, union cell *cell) {
  const unsigned size = SIZE_OF(arg->type);
  switch (arg->python) {
  case PYUNBOX_PY_REAL:
    if (value->tag == PYUNBOX_IS_INT) {
      store_float(size, (double)value->as.as_signed, cell);
      return 1;
    }
    /* fall through */
  case PYUNBOX_PY_FLOAT:
    if (value->tag != PYUNBOX_IS_FLOAT)
      return 0;
    store_float(size, value->as.as_float, cell);
    return 1;
  case PYUNBOX_PY_INT:
    if (!is_int_of(value, arg->type))
      return 0;
    break;
  case PYUNBOX_PY_BOOL:
    if (value->tag != PYUNBOX_IS_BOOL || value->as.as_unsigned > 1)
      return 0;
    break;
  case PYUNBOX_PY_BYTE:
    if (value->tag != PYUNBOX_IS_BYTE || value->as.as_unsigned > 0xff)
      return 0;
    if (KIND_OF(arg->type) == PYUNBOX_KIND_SIGNED) {
      store_integer(size, (uint64_t)(int8_t)value->as.as_unsigned, cell);
      return 1;
    }
    break;
  case PYUNBOX_PY_CHAR:
    if (value->tag != PYUNBOX_IS_CHAR || value->as.as_unsigned > 0x10ffff)
      return 0;
    break;
  default:
    return 0;
  }
  store_integer(size, value->as.as_unsigned, cell);
  return 1;
}

static void store_default(const struct pyunbox_arg *arg, union cell *cell) {
  if (KIND_OF(arg->type) == PYUNBOX_KIND_FLOAT)
    store_float(SIZE_OF(arg->type), arg->default_float, cell);
  else if (KIND_OF(arg->type) == PYUNBOX_KIND_BOOL)
    cell->u8 = arg->default_int != 0;
  else
    store_integer(SIZE_OF(arg->type), (uint64_t)arg->default_int, cell);
}

/* The 64-bit integer that begins with these bits, sign-extended if its type is
 * signed. */
static uint64_t extended(unsigned type, uint64_t bits) {
  switch (type) {
  case PYUNBOX_KIND_SIGNED * 256 + 1:
    return (uint64_t)(int8_t)bits;
  case PYUNBOX_KIND_SIGNED * 256 + 2:
    return (uint64_t)(int16_t)bits;
  case PYUNBOX_KIND_SIGNED * 256 + 4:
    return (uint64_t)(int32_t)bits;
  default:
    return bits & ~0ull >> (64 - 8 * SIZE_OF(type));
  }
}

/* The integer in a cell. */
static uint64_t stored_integer(unsigned type, const union cell *cell) {
  switch (SIZE_OF(type)) {
  case 1:
    return extended(type, cell->u8);
  case 2:
    return extended(type, cell->u16);
  case 4:
    return extended(type, cell->u32);
  default:
    return cell->u64;
  }
}

/* libffi widens what is smaller than a register. */
static uint64_t returned_integer(unsigned type, const union cell *cell) {
  return SIZE_OF(type) < sizeof cell->widened ? extended(type, cell->widened)
                                              : stored_integer(type, cell);
}

static double stored_float(unsigned type, const union cell *cell) {
  return SIZE_OF(type) == 4 ? cell->f32 : cell->f64;
}

/* Does what boxing does, towards values without an object. */
static void set_float(double number, struct pyunbox_value *value) {
  value->tag = PYUNBOX_IS_FLOAT;
  value->as.as_float = number;
}
static void set_integer(unsigned type, uint64_t bits,
                        struct pyunbox_value *value) {
  value->tag =
      KIND_OF(type) == PYUNBOX_KIND_SIGNED ? PYUNBOX_IS_INT : PYUNBOX_IS_UINT;
  value->as.as_unsigned = bits;
}

static int bailed_with_integer(const pyunbox_signature *signature,
                               uint64_t value) {
  const unsigned carrier = pyunbox_carrier(signature);
  uint64_t bail = (uint64_t)signature->bail_int;
  if (signature->bail == PYUNBOX_BAIL_NEVER)
    return 0;
  if (KIND_OF(carrier) == PYUNBOX_KIND_BOOL)
    bail = bail != 0;
  else if (KIND_OF(carrier) == PYUNBOX_KIND_UNSIGNED)
    bail &= ~0ull >> (64 - 8 * SIZE_OF(carrier));
  return value == bail;
}

static int bailed_with_float(const pyunbox_signature *signature, double value) {
  double bail = signature->bail_float;
  if (signature->bail == PYUNBOX_BAIL_NEVER)
    return 0;
  if (SIZE_OF(signature->result) == 4)
    bail = (float)bail;
  return value == bail;
}

static enum pyunbox_outcome load_result(const pyunbox_signature *signature,
                                        const union cell *cell,
                                        struct pyunbox_value *result) {
  const unsigned type = signature->result;
  uint64_t bits = 0;
  if (KIND_OF(type) == PYUNBOX_KIND_FLOAT) {
    const double number = stored_float(type, cell);
    if (bailed_with_float(signature, number))
      return PYUNBOX_BAILED;
    set_float(number, result);
    return PYUNBOX_DONE;
  }
  if (KIND_OF(type) != PYUNBOX_KIND_VOID) {
    bits = returned_integer(type, cell);
    if (bailed_with_integer(signature, bits))
      return PYUNBOX_BAILED;
  }
  set_integer(type, bits, result);
  if (signature->boxed == PYUNBOX_PY_NONE) {
    result->tag = PYUNBOX_IS_NONE;
  } else if (signature->boxed == PYUNBOX_PY_BOOL) {
    result->tag = PYUNBOX_IS_BOOL;
    result->as.as_signed = bits != 0;
  }
  return PYUNBOX_DONE;
}

static void load_item(const struct pyunbox_arg *item, const union cell *cell,
                      struct pyunbox_value *value) {
  if (KIND_OF(item->type) == PYUNBOX_KIND_FLOAT)
    set_float(stored_float(item->type, cell), value);
  else
    set_integer(item->type, stored_integer(item->type, cell), value);
}

/* Calls the entry; 0 if the arguments do not fit. `items` are the places for
 * the values of a tuple. */
static int made_call(const struct pyunbox_caller *caller,
                     const struct pyunbox_value *arguments, size_t nargs,
                     union cell *items, union cell *returned) {
  const pyunbox_signature *signature = caller->signature;
  const size_t nitems = pyunbox_nitems(signature);
  union cell cells[MOST_ARGUMENTS];
  void *places[MOST_ARGUMENTS], *addresses[MOST_ARGUMENTS];
  size_t i;
  if (nargs < signature->nrequired || nargs > signature->nargs)
    return 0;
  for (i = 0; i < signature->nargs; i++) {
    addresses[i] = &cells[i];
    if (i >= nargs)
      store_default(&signature->args[i], &cells[i]);
    else if (!store_argument(&signature->args[i], &arguments[i], &cells[i]))
      return 0;
  }
  for (i = 0; i < nitems; i++) {
    places[i] = &items[i];
    addresses[signature->nargs + i] = &places[i];
  }
  memset(returned, 0, sizeof *returned);
  ffi_call((ffi_cif *)&caller->interface, FFI_FN(signature->entry), returned,
           addresses);
  return 1;
}

enum pyunbox_outcome pyunbox_call(const struct pyunbox_caller *caller,
                                  const struct pyunbox_value *arguments,
                                  size_t nargs, struct pyunbox_value *result) {
  union cell returned;
  if (pyunbox_nitems(caller->signature) != 0 ||
      !made_call(caller, arguments, nargs, NULL, &returned))
    return PYUNBOX_UNFIT;
  return load_result(caller->signature, &returned, result);
}

enum pyunbox_outcome pyunbox_call_tuple(const struct pyunbox_caller *caller,
                                        const struct pyunbox_value *arguments,
                                        size_t nargs,
                                        struct pyunbox_value *items,
                                        size_t nitems) {
  const pyunbox_signature *signature = caller->signature;
  union cell cells[MOST_ARGUMENTS], returned;
  size_t i;
  if (nitems == 0 || nitems != pyunbox_nitems(signature) ||
      !made_call(caller, arguments, nargs, cells, &returned))
    return PYUNBOX_UNFIT;
  if (bailed_with_integer(signature,
                          returned_integer(PYUNBOX_TYPE_INT(int), &returned)))
    return PYUNBOX_BAILED;
  for (i = 0; i < nitems; i++)
    load_item(&signature->args[signature->nargs + i], &cells[i], &items[i]);
  return PYUNBOX_DONE;
}
