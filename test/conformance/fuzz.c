/* Feeds libpyunbox's reader records that are wrong in random ways; what it accepts is
 * used. It must neither crash nor, under sanitizers, be caught at anything.
 *
 * usage: fuzz [ROUNDS [SEED]] */
#include <pyunbox/pyunbox.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

/* splitmix64. */
static uint64_t dice(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
static unsigned below(unsigned limit) { return (unsigned)(dice() % limit); }

static void nothing(void) {}
static const int no_tail[] = {PYUNBOX_TAIL_END};
PYUNBOX_RECORD(sound, "sound", 0, 0, PYUNBOX_TYPE_VOID(void), PYUNBOX_PY_NONE,
               PYUNBOX_BAIL_NEVER, PYUNBOX_CALL_DIRECT, nothing, NULL, 0, 0.0,
               0, "void (void)", no_tail, PYUNBOX_TAIL_UNTYPED, NULL);

/* A number that is likely to mean something, or next to one that does. */
static unsigned plausible(void) {
  static const unsigned short codes[] = {0,     1,     2,     3,     4,
                                         5,     6,     7,     8,     0x101,
                                         0x102, 0x104, 0x108, 0x201, 0x204,
                                         0x208, 0x301, 0x404, 0x408, 0x510,
                                         0x801, 0x802, 0x87e};
  const unsigned code = codes[below(sizeof codes / sizeof *codes)];
  return below(12) ? code : (unsigned)dice() & 0xffff;
}

static const char *plausible_text(void) {
  static char text[16];
  size_t i;
  if (below(40) == 0)
    return NULL;
  if (below(3))
    return "x";
  for (i = 0; i + 1 < sizeof text; i++)
    text[i] = below(3) ? 'a' : (char)dice();
  text[below(sizeof text)] = '\0';
  text[sizeof text - 1] = '\0';
  return text;
}

/* Most are sound, or few signatures were. */
static void fill_arguments(struct pyunbox_arg *args, size_t count,
                           const struct pyunbox_header *header) {
  size_t i;
  for (i = 0; i < count; i++) {
    if (below(8)) {
      const int optional = i >= header->nrequired && i < header->nargs;
      const struct pyunbox_arg arg = {"x", 0x104, PYUNBOX_PY_INT,
                                      (unsigned)optional, 1, 0.0};
      args[i] = arg;
      continue;
    }
    args[i].name = plausible_text();
    args[i].type = (unsigned short)plausible();
    args[i].python = (unsigned short)plausible();
    args[i].flags = below(9);
    args[i].default_int = (long long)(dice() >> below(64));
    args[i].default_float = below(5) ? 0.5 : 1e300;
  }
}

static void fill_header(struct pyunbox_header *header, struct pyunbox_arg *args) {
  header->version = (unsigned short)(below(20) ? 1 : dice());
  header->size = (unsigned short)(below(20) ? sizeof *header : dice());
  header->nargs = (unsigned short)(below(10) ? below(4) : below(200));
  header->nrequired = (unsigned short)below(4);
  header->result = (unsigned short)(below(3) ? 0x408 : plausible());
  header->boxed = (unsigned short)(below(3) ? PYUNBOX_PY_FLOAT : plausible());
  if (below(4) == 0) {
    const unsigned nitems = below(8) ? below(6) : below(256);
    header->result = (unsigned short)PYUNBOX_TYPE_ITEMS(nitems);
    header->boxed = PYUNBOX_PY_TUPLE;
  }
  header->bail = (unsigned short)below(4);
  header->call = (unsigned short)below(3);
  header->entry = below(9) ? nothing : NULL;
  header->args = below(9) ? args : NULL;
  if (below(30) == 0)
    header->args = (const struct pyunbox_arg *)((char *)args + 1 + below(7));
  header->bail_int = (long long)(dice() >> below(64));
  header->bail_float = below(3) ? 1.0 : below(2) ? 1e300 : Py_NAN;
  header->effects = below(70);
  header->reserved = below(30) == 0;
  header->signature = plausible_text();
}

/* Reads all that a signature promises. Returns how many members looked right. */
static unsigned use(const pyunbox_signature *signature) {
  struct pyunbox_caller *caller = pyunbox_caller_new(signature);
  unsigned i, total = (unsigned)strlen(signature->signature);
  for (i = 0; i < signature->nargs; i++)
    total += (unsigned)strlen(signature->args[i].name);
  for (; i < signature->nargs + pyunbox_nitems(signature); i++)
    total += signature->args[i].type + signature->args[i].python;
  if ((caller != NULL) != (pyunbox_why_boxed(signature) == NULL))
    abort();
  if (!pyunbox_why_not_plain(signature) && pyunbox_why_boxed(signature))
    abort();
  pyunbox_caller_free(caller);
  return total;
}

int main(int argc, char **argv) {
  const unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 0) : 200000;
  static PYUNBOX_ALIGNED struct sound_record record;
  static struct pyunbox_arg args[256];
  static const int flags[] = {METH_O, METH_NOARGS, METH_VARARGS, METH_FASTCALL};
  unsigned long round, accepted = 0, tuples = 0, complained = 0;
  state = argc > 2 ? strtoul(argv[2], NULL, 0) : 1;
  for (round = 0; round < rounds; round++) {
    const char *complaint;
    const pyunbox_signature *signature;
    memcpy((void *)&record, &sound, sizeof record);
    record.head.header.self = &record;
    fill_header(&record.head.header, args);
    fill_arguments(args, below(8) ? 8 : 256, &record.head.header);
    if (below(4) == 0) /* and whatever this does, pointers left alone */
      ((unsigned char *)&record)[16 + below(16)] ^= (unsigned char)dice();
    signature = pyunbox_read(record.ml_name, flags[below(4)], &complaint);
    if (signature && (complaint || (const void *)signature != &record))
      abort();
    accepted += signature != NULL;
    tuples += signature && pyunbox_nitems(signature) != 0;
    complained += complaint != NULL;
    if (signature)
      use(signature);
  }
  printf("%lu rounds: %lu accepted, %lu of tuples, %lu complaints\n", rounds,
         accepted, tuples, complained);
  return accepted < rounds / 100 || tuples < rounds / 1000 ||
         complained < rounds / 2;
}
