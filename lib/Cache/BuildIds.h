//===- BuildIds.h - which build of the tool is this? -----------*- C++ -*-===//
#ifndef PYUNBOX_CACHE_BUILDIDS_H
#define PYUNBOX_CACHE_BUILDIDS_H

#include <string>

namespace pyunbox {

/// The linker's hashes of the executable and of the libraries that it runs
/// with; "" if the executable has none.
std::string buildIds();

} // namespace pyunbox

#endif
