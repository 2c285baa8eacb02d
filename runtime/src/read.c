/* Finds and checks a record. Checks stand in the order in which they make the
 * next ones safe. */
#include "types.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define ALL_ARG_FLAGS                                                          \
  (PYUNBOX_ARG_OPTIONAL | PYUNBOX_ARG_KEYWORD | PYUNBOX_ARG_KEYWORD_ONLY)
#define ALL_EFFECTS (2 * PYUNBOX_EFFECT_RETAINS - 1)

#define REQUIRE(condition, complaint)                                          \
  do {                                                                         \
    if (!(condition))                                                          \
      return complaint;                                                        \
  } while (0)

/* The header around `ml_name`, NULL if that stands in no record. In this order
 * nothing is read that might not be mapped: at the right alignment the header
 * lies in the page of the name. */
static const struct pyunbox_header *find(const char *ml_name) {
  static const unsigned char magic[8] = PYUNBOX_MAGIC;
  const char *start;
  const void *self;
  if (!ml_name || (uintptr_t)ml_name % PYUNBOX_ALIGNMENT != PYUNBOX_NAME_OFFSET)
    return NULL;
  start = ml_name - PYUNBOX_NAME_OFFSET;
  if (memcmp(start, magic, sizeof magic) != 0)
    return NULL;
  memcpy(&self, start + offsetof(struct pyunbox_header, self), sizeof self);
  return self == start ? (const struct pyunbox_header *)start : NULL;
}

/* The length of the UTF-8 sequence that `text` begins with, 0 if it is none. */
static size_t sequence(const unsigned char *text) {
  size_t length = text[0] < 0x80   ? 1
                  : text[0] < 0xc2 ? 0
                  : text[0] < 0xe0 ? 2
                  : text[0] < 0xf0 ? 3
                  : text[0] < 0xf5 ? 4
                                   : 0;
  size_t i;
  for (i = 1; i < length; i++)
    if ((text[i] & 0xc0) != 0x80)
      return 0;
  /* Overlong forms, surrogates, and what lies beyond the last code point. */
  if ((text[0] == 0xe0 && text[1] < 0xa0) ||
      (text[0] == 0xed && text[1] > 0x9f) ||
      (text[0] == 0xf0 && text[1] < 0x90) ||
      (text[0] == 0xf4 && text[1] > 0x8f))
    return 0;
  return length;
}

static int is_utf8(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at) {
    size_t length = sequence(at);
    if (length == 0)
      return 0;
    at += length;
  }
  return 1;
}

/* Whether the pair of fields holds a value of the type, which is no complex
 * one. */
static int holds(unsigned type, long long as_int, double as_float) {
  if (KIND_OF(type) == PYUNBOX_KIND_SIGNED)
    return pyunbox_fits_signed(as_int, SIZE_OF(type));
  if (KIND_OF(type) == PYUNBOX_KIND_FLOAT && SIZE_OF(type) == sizeof(float))
    return !isinf((float)as_float) || isinf(as_float);
  /* Of what is no number, such as a pointer, only null. */
  return pyunbox_is_scalar(type) || as_int == 0;
}

static const char *check_argument(const struct pyunbox_arg *arg, int optional) {
  const int keyword = (arg->flags & PYUNBOX_ARG_KEYWORD) != 0;
  REQUIRE(arg->name, "an argument without a name");
  REQUIRE(is_utf8(arg->name), "a text that is not UTF-8");
  REQUIRE(arg->flags <= ALL_ARG_FLAGS, "unknown argument flags");
  REQUIRE(optional == ((arg->flags & PYUNBOX_ARG_OPTIONAL) != 0),
          "a default too many or too few");
  REQUIRE(pyunbox_is_argument(arg->python, arg->type),
          "an unknown argument type");
  REQUIRE(keyword || !(arg->flags & PYUNBOX_ARG_KEYWORD_ONLY),
          "an argument without a place and without a keyword");
  REQUIRE(keyword <= (arg->name[0] != '\0'), "a keyword without a name");
  if (optional) {
    REQUIRE(KIND_OF(arg->type) != PYUNBOX_KIND_COMPLEX, "a complex default");
    REQUIRE(holds(arg->type, arg->default_int, arg->default_float),
            "a default out of range");
  }
  return NULL;
}

static const char *check_arguments(const struct pyunbox_header *header) {
  unsigned i, keyword_only = 0;
  const size_t nitems = pyunbox_nitems(header);
  REQUIRE(header->nrequired <= header->nargs &&
              header->nargs + nitems <= MOST_ARGUMENTS,
          "a senseless number of arguments");
  REQUIRE(header->args || header->nargs + nitems == 0, "no argument list");
  REQUIRE((uintptr_t)header->args % sizeof(void *) == 0,
          "an unaligned argument list");
  for (i = 0; i < header->nargs; i++) {
    const struct pyunbox_arg *arg = &header->args[i];
    const char *complaint = check_argument(arg, i >= header->nrequired);
    REQUIRE(!complaint, complaint);
    REQUIRE(keyword_only <= (arg->flags & PYUNBOX_ARG_KEYWORD_ONLY),
            "a place behind a keyword-only argument");
    keyword_only = arg->flags & PYUNBOX_ARG_KEYWORD_ONLY;
  }
  return NULL;
}

/* The values of a tuple, which stand behind the arguments. */
static const char *check_items(const struct pyunbox_header *header) {
  const size_t count = header->nargs + pyunbox_nitems(header);
  size_t i;
  for (i = header->nargs; i < count; i++) {
    const struct pyunbox_arg *item = &header->args[i];
    REQUIRE(item->flags == 0, "unknown item flags");
    REQUIRE(
        (item->python == PYUNBOX_PY_INT || item->python == PYUNBOX_PY_FLOAT) &&
            pyunbox_is_result(item->python, item->type),
        "an unknown item type");
  }
  return NULL;
}

static const char *check_bail(const struct pyunbox_header *header) {
  const unsigned carrier = pyunbox_carrier(header), kind = KIND_OF(carrier);
  REQUIRE(header->bail <= PYUNBOX_BAIL_REPEAT, "an unknown way to bail out");
  if (header->bail == PYUNBOX_BAIL_NEVER)
    return NULL;
  REQUIRE(kind != PYUNBOX_KIND_VOID && kind != PYUNBOX_KIND_COMPLEX,
          "a bail-out without a value");
  REQUIRE(header->bail != PYUNBOX_BAIL_REPEAT || !pyunbox_nitems(header),
          "a tuple that may be another one");
  REQUIRE(holds(carrier, header->bail_int, header->bail_float),
          "a bail-out value out of range");
  REQUIRE(kind != PYUNBOX_KIND_FLOAT || !isnan(header->bail_float),
          "a bail-out value that equals nothing");
  return NULL;
}

/* The interpreter itself counts the arguments of two conventions. */
static const char *check_arity(const struct pyunbox_header *header, int flags) {
  const int counted = flags & (METH_O | METH_NOARGS);
  const int expected = counted == METH_O;
  REQUIRE(!counted ||
              (header->nargs == expected && header->nrequired == expected),
          "another number of arguments than ml_flags say");
  return NULL;
}

static const char *check(const struct pyunbox_header *header, int flags) {
  const char *complaint;
  REQUIRE(header->version == PYUNBOX_VERSION, "an unknown version");
  REQUIRE(header->size == sizeof *header, "an unknown header size");
  REQUIRE(header->effects <= ALL_EFFECTS && header->reserved == 0,
          "unknown effects");
  REQUIRE(header->call <= PYUNBOX_CALL_GIL &&
              (header->entry || header->call == PYUNBOX_CALL_BOXED),
          "an unknown way to call");
  REQUIRE(header->call != PYUNBOX_CALL_GIL ||
              header->bail == PYUNBOX_BAIL_NEVER,
          "an entry that takes the GIL and bails out");
  REQUIRE(header->signature, "no C declaration");
  REQUIRE(is_utf8(header->signature), "a text that is not UTF-8");
  REQUIRE(pyunbox_nitems(header)
              ? header->boxed == PYUNBOX_PY_TUPLE
              : pyunbox_is_result(header->boxed, header->result),
          "an unknown result type");
  complaint = check_arguments(header);
  if (!complaint)
    complaint = check_items(header);
  if (!complaint)
    complaint = check_bail(header);
  return complaint ? complaint : check_arity(header, flags);
}

const pyunbox_signature *pyunbox_read(const char *ml_name, int ml_flags,
                                      const char **complaint) {
  const struct pyunbox_header *header = find(ml_name);
  const char *wrong = header ? check(header, ml_flags) : NULL;
  if (complaint)
    *complaint = wrong;
  return wrong ? NULL : header;
}
