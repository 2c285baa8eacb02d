/* Fills an image with noise._perlin.noise2 and creates no Python object for it:
 * once the function is found, calls take and give C values, without the GIL.
 *
 * The module must have been built with pyunbox; PYTHONPATH says where it is.
 * Prints the image's sum, and what a bail-out looks like. */
#include <pyunbox/pyunbox.h>

#include <stdio.h>

enum { SIZE = 256 };

static struct pyunbox_value real(double value) {
  struct pyunbox_value result = {PYUNBOX_IS_FLOAT, {0}};
  result.as.as_float = value;
  return result;
}

static struct pyunbox_value integer(long long value) {
  struct pyunbox_value result = {PYUNBOX_IS_INT, {0}};
  result.as.as_signed = value;
  return result;
}

/* The sum over the image; octaves, the third argument, is 1 by default. Returns
 * 0 on success. */
static int sum_image(const struct pyunbox_caller *noise2, double *sum) {
  struct pyunbox_value point[2], height;
  int x, y;
  *sum = 0;
  for (y = 0; y < SIZE; y++)
    for (x = 0; x < SIZE; x++) {
      point[0] = real(x / 16.0);
      point[1] = real(y / 16.0);
      if (pyunbox_call(noise2, point, 2, &height) != PYUNBOX_DONE)
        return 1; /* here a runtime makes the boxed call */
      *sum += height.as.as_float;
    }
  return 0;
}

static int run(PyObject *module) {
  PyObject *function = PyObject_GetAttrString(module, "noise2");
  const char *complaint = NULL;
  const pyunbox_signature *signature =
      pyunbox_of_function(function, &complaint);
  struct pyunbox_caller *noise2 = pyunbox_caller_new(signature);
  struct pyunbox_value no_octaves[3], unused;
  enum pyunbox_outcome outcome;
  double sum;
  int failed;
  if (!noise2) {
    fprintf(stderr, "noise2: no typed call: %s\n",
            complaint   ? complaint
            : signature ? pyunbox_why_boxed(signature)
                        : "it was not built with pyunbox");
    Py_XDECREF(function);
    return 1;
  }
  printf("%s\n", signature->signature);
  Py_BEGIN_ALLOW_THREADS;
  failed = sum_image(noise2, &sum);
  no_octaves[0] = no_octaves[1] = real(0.5);
  no_octaves[2] = integer(0); /* an exception in the boxed call */
  outcome = pyunbox_call(noise2, no_octaves, 3, &unused);
  Py_END_ALLOW_THREADS;
  if (!failed)
    printf("%.17g\n%s\n", sum,
           outcome == PYUNBOX_BAILED ? "bailed out" : "done");
  pyunbox_caller_free(noise2);
  Py_DECREF(function); /* the signature lives as long as the module */
  return failed;
}

int main(void) {
  PyObject *module;
  int status = 1;
  Py_Initialize();
  module = PyImport_ImportModule("noise._perlin");
  if (module)
    status = run(module);
  else
    PyErr_Print();
  Py_XDECREF(module);
  return Py_FinalizeEx() < 0 ? 1 : status;
}
