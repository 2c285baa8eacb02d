#include "functions.h"
#include <nanobind/nanobind.h>

NB_MODULE(by_nanobind, module) {
  module.def("one", &one);
  module.def("two", &two);
}
