#include "functions.h"
#include <pybind11/pybind11.h>

PYBIND11_MODULE(by_pybind11, module) {
  module.def("one", &one);
  module.def("two", &two);
}
