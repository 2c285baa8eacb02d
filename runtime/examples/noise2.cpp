// As noise2.c, but calls the entry itself, through a pointer of its C type:
// what a compiler would emit. The range of every argument is that of its type
// here, so no guard is left to do.
#include <pyunbox/pyunbox.hpp>

#include <cstdio>

namespace {

using Noise2 = double(float, float, int, float, float, float, float, int);

int run(PyObject *function) {
  const pyunbox_signature *signature = pyunbox_of_function(function, nullptr);
  Noise2 *noise2 = pyunbox::entry<Noise2>(signature);
  if (!noise2) {
    std::fprintf(stderr, "noise2: %s\n",
                 signature ? signature->signature
                           : "it was not built with pyunbox");
    return 1;
  }
  constexpr int size = 256;
  double sum = 0;
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const double height =
          noise2(x / 16.0f, y / 16.0f, 1, 0.5f, 2.0f, 1024.0f, 1024.0f, 0);
      if (pyunbox::bailedOut(*signature, height))
        return 1; // here a runtime makes the boxed call
      sum += height;
    }
  const double none = noise2(0.5f, 0.5f, 0, 0.5f, 2.0f, 1024.0f, 1024.0f, 0);
  std::printf("%s\n%.17g\n%s\n", signature->signature, sum,
              pyunbox::bailedOut(*signature, none) ? "bailed out" : "done");
  return 0;
}

} // namespace

int main() {
  Py_Initialize();
  int status = 1;
  if (PyObject *module = PyImport_ImportModule("noise._perlin")) {
    PyObject *function = PyObject_GetAttrString(module, "noise2");
    status = function ? run(function) : 1;
    Py_XDECREF(function);
    Py_DECREF(module);
  } else {
    PyErr_Print();
  }
  return Py_FinalizeEx() < 0 ? 1 : status;
}
