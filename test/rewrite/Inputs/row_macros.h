/* Rows as a code generator writes them: their macros stand in a header. */
#ifndef ROW_MACROS_H
#define ROW_MACROS_H

PyDoc_STRVAR(inner__doc__,
             "inner($module, x, /)\n"
             "--\n"
             "\n"
             "One more, and no less.");

#define INNER_METHODDEF    \
    {"inner", (PyCFunction)inc, METH_O, inner__doc__},

#define OUTER_METHODDEF \
  { /* the name, */ "outer", inc, METH_O, inner__doc__ }

#ifdef ABSENT
#define CONDITIONAL_METHODDEF {"absent", inc, METH_O, NULL},
#else
#define CONDITIONAL_METHODDEF {"conditional", inc, METH_O, NULL},
#endif

#endif
