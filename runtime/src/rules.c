/* Who may call an entry; docs/abi.md states the rules. */
#include "types.h"

const char *pyunbox_why_boxed(const pyunbox_signature *signature) {
  unsigned i;
  if (signature->call != PYUNBOX_CALL_DIRECT)
    return "its record allows no direct call";
  /* What follows contradicts the call way; better slow than wrong. */
  if (signature->effects & PYUNBOX_EFFECT_NEEDS_GIL)
    return "it needs the GIL";
  if (signature->effects & PYUNBOX_EFFECT_RAISES &&
      signature->bail == PYUNBOX_BAIL_NEVER)
    return "it raises and never bails out";
  if (!pyunbox_is_scalar(pyunbox_carrier(signature)))
    return "its result is not passed unboxed";
  for (i = 0; i < signature->nargs; i++)
    if (!pyunbox_is_scalar(signature->args[i].type))
      return "an argument is not passed unboxed";
  return NULL;
}

/* Whether a guard lets every value of the C type through. */
static int takes_all(const struct pyunbox_arg *arg) {
  switch (arg->python) {
  case PYUNBOX_PY_INT:
  case PYUNBOX_PY_FLOAT:
  case PYUNBOX_PY_REAL:
    return 1;
  case PYUNBOX_PY_BOOL:
    return KIND_OF(arg->type) == PYUNBOX_KIND_BOOL;
  case PYUNBOX_PY_BYTE:
    return SIZE_OF(arg->type) == 1;
  default:
    return 0;
  }
}

const char *pyunbox_why_not_plain(const pyunbox_signature *signature) {
  const char *why = pyunbox_why_boxed(signature);
  unsigned i;
  if (why)
    return why;
  if (signature->bail != PYUNBOX_BAIL_NEVER)
    return "it may bail out";
  if (signature->effects & PYUNBOX_EFFECT_STATE)
    return "it uses mutable state";
  if (signature->effects & PYUNBOX_EFFECT_RETAINS)
    return "it keeps a pointer";
  for (i = 0; i < signature->nargs; i++)
    if (!takes_all(&signature->args[i]))
      return "an argument does not take every value of its C type";
  return NULL;
}
