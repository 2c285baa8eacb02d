//===- Location.h - a place in a source file -------------------*- C++ -*-===//
#ifndef PYUNBOX_SIGNATURE_LOCATION_H
#define PYUNBOX_SIGNATURE_LOCATION_H

#include <compare>
#include <string>

namespace pyunbox {

/// A place in a source file. Line and Column count from 1; 0 means unknown.
struct Location {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;

  friend auto operator<=>(const Location &, const Location &) = default;
};

} // namespace pyunbox

#endif
