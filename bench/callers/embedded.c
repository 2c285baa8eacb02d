/* embedded HOW FUNCTION TURNS: a program that embeds Python calls a function of
 * a typed module, through a plain C pointer (`pointer`), by libpyunbox
 * (`library`), or by libffi, which that one uses (`libffi`): `inc` of
 * mytypedmod, or `noise2` of noise, not by libffi. Prints what
 * programs/callers.py prints. */
#include <pyunbox/pyunbox.h>

#include <ffi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef long inc_function(long);
typedef double noise2_function(float, float, int, float, float, float, float,
                               int);

static void fail(const char *message) {
  fprintf(stderr, "embedded: %s\n", message);
  exit(1);
}

/* The signature of module.name, which must be `declaration`. */
static const pyunbox_signature *find(const char *module, const char *name,
                                     const char *declaration) {
  PyObject *object = PyImport_ImportModule(module);
  const pyunbox_signature *signature;
  if (!object)
    PyErr_Print();
  object = object ? PyObject_GetAttrString(object, name) : NULL;
  signature = pyunbox_of_function(object, NULL);
  if (!signature || pyunbox_why_boxed(signature) ||
      strcmp(signature->signature, declaration) != 0)
    fail("no such typed function");
  return signature;
}

static long inc_by_pointer(const pyunbox_signature *signature, long turns) {
  inc_function *inc = (inc_function *)signature->entry;
  long i = 0;
  while (i < turns)
    i = inc(i);
  return i;
}

static long inc_by_libffi(const pyunbox_signature *signature, long turns) {
  ffi_cif interface;
  ffi_type *types[] = {&ffi_type_slong};
  long i = 0;
  void *arguments[] = {&i};
  ffi_prep_cif(&interface, FFI_DEFAULT_ABI, 1, &ffi_type_slong, types);
  while (i < turns) {
    ffi_arg result;
    ffi_call(&interface, signature->entry, &result, arguments);
    i = (long)result;
  }
  return i;
}

static long inc_by_library(const struct pyunbox_caller *inc, long turns) {
  struct pyunbox_value i = {PYUNBOX_IS_INT, {0}};
  while (i.as.as_signed < turns)
    if (pyunbox_call(inc, &i, 1, &i) != PYUNBOX_DONE)
      fail("inc bailed out");
  return (long)i.as.as_signed;
}

static double noise2_by_pointer(const pyunbox_signature *signature,
                                long turns) {
  noise2_function *noise2 = (noise2_function *)signature->entry;
  const struct pyunbox_arg *args = signature->args;
  const int octaves = (int)args[2].default_int, base = (int)args[7].default_int;
  const float persistence = (float)args[3].default_float,
              lacunarity = (float)args[4].default_float,
              repeatx = (float)args[5].default_float,
              repeaty = (float)args[6].default_float;
  double total = 0;
  for (long i = 0; i < turns; i++) {
    const double height = noise2((float)(i / 16.0), 0.5f, octaves, persistence,
                                 lacunarity, repeatx, repeaty, base);
    if (height == signature->bail_float)
      fail("noise2 bailed out");
    total += height;
  }
  return total;
}

static double noise2_by_library(const struct pyunbox_caller *noise2,
                                long turns) {
  struct pyunbox_value point[2] = {{PYUNBOX_IS_FLOAT, {0}},
                                   {PYUNBOX_IS_FLOAT, {0}}};
  struct pyunbox_value height;
  double total = 0;
  point[1].as.as_float = 0.5;
  for (long i = 0; i < turns; i++) {
    point[0].as.as_float = i / 16.0;
    if (pyunbox_call(noise2, point, 2, &height) != PYUNBOX_DONE)
      fail("noise2 bailed out");
    total += height.as.as_float;
  }
  return total;
}

static void run_inc(const char *how, long turns) {
  const pyunbox_signature *signature = find("mytypedmod", "inc", "long (long)");
  struct pyunbox_caller *caller = pyunbox_caller_new(signature);
  printf("%ld\n", strcmp(how, "pointer") == 0 ? inc_by_pointer(signature, turns)
                  : strcmp(how, "libffi") == 0 ? inc_by_libffi(signature, turns)
                                               : inc_by_library(caller, turns));
  pyunbox_caller_free(caller);
}

static void run_noise2(const char *how, long turns) {
  const pyunbox_signature *signature =
      find("noise._perlin", "noise2",
           "double (float, float, int, float, float, float, float, int)");
  struct pyunbox_caller *caller = pyunbox_caller_new(signature);
  printf("%.17g\n", strcmp(how, "pointer") == 0
                        ? noise2_by_pointer(signature, turns)
                        : noise2_by_library(caller, turns));
  pyunbox_caller_free(caller);
}

int main(int argc, char **argv) {
  if (argc != 4)
    fail("usage: embedded HOW FUNCTION TURNS");
  Py_Initialize();
  (strcmp(argv[2], "inc") == 0 ? run_inc : run_noise2)(argv[1], atol(argv[3]));
  return 0;
}
