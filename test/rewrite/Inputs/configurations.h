#ifndef CONFIGURATIONS_H
#define CONFIGURATIONS_H

#define TEN 10

/* A number, here the system's, elsewhere this one. */
#ifndef M_1_PI
#define M_1_PI 0.318309886183790671538
#endif
#ifdef OTHER_COMPILER
#define inline __inline
#endif

typedef double plain_t;

#ifdef BIG
typedef float sized_t;
#else
typedef double sized_t;
#endif

#endif
