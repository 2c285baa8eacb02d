/* What the reader knows of C types and Python types. */
#ifndef PYUNBOX_SRC_TYPES_H
#define PYUNBOX_SRC_TYPES_H

#include <pyunbox/pyunbox.h>

/* More arguments has no function that anybody wrote. */
#define MOST_ARGUMENTS 127

#define KIND_OF(type) ((type) / 256)
#define SIZE_OF(type) ((type) % 256u)

/* Whether the code is that of a C type that a call can be made with. */
int pyunbox_is_type(unsigned type);

/* Whether it is a number, which is what calls are made with, or void. */
int pyunbox_is_scalar(unsigned type);

/* Whether an argument of the Python type, or a result, has this C type. */
int pyunbox_is_argument(unsigned python, unsigned type);
int pyunbox_is_result(unsigned python, unsigned type);

/* The C type that the entry returns: of a tuple, that of the int that says
 * whether it bails out. */
unsigned pyunbox_carrier(const pyunbox_signature *signature);

/* Whether the value is in the range of an integer type of so many bytes. */
int pyunbox_fits_signed(long long value, unsigned size);
int pyunbox_fits_unsigned(unsigned long long value, unsigned size);

#endif
