/* What the modules here bind. varargs/varargs.c has the same, bound by hand. */
static inline long one(long x) { return x + 1; }
static inline double two(double x, double y) { return x + y; }
