#include "others.h"

static long total;
/* The module has a function of that name, too, and that one is pure. */
static long helper(long i) { return i + total; }

long pure(long i) { return i + 1; }
long counts(long i) { return total += i; }
long recursion(long i) { return i > 0 ? back(i - 1) : 0; }
long deep(long i) { return deeper(i) + 1; }
long twice(long i) { return i; }
__attribute__((weak)) long weak(long i) { return i; }
long own_helper(long i) { return helper(i); }
long assembly(long i) {
  __asm__("nop");
  return i;
}
/* A module's call of it may lead to the C library's. */
long fetestexcept(long i) { return i; }
long identity(long i) {
#ifdef __clang__
  return i;
#else
  return i + total;
#endif
}
long aliased(long i) __attribute__((alias("pure")));
