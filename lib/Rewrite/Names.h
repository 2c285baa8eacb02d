//===- Names.h - C identifiers for generated objects ------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_NAMES_H
#define PYUNBOX_REWRITE_NAMES_H

#include "Signature/Method.h"

#include <set>
#include <string>
#include <string_view>

namespace pyunbox {

/// Hands out identifiers for records: neither they nor the names of a record's
/// parts (<id>_args, <id>_record, ...) equal another one or a word of the
/// source.
class Names {
public:
  explicit Names(std::string_view Content);

  /// Keeps \p Name from being given out.
  void reserve(const std::string &Name) { Taken.insert(Name); }

  /// "pyunbox_<table>_<method>", with a number behind it where that is taken.
  /// The table's name keeps units apart that include one another.
  std::string record(const Method &M);

private:
  std::set<std::string> Taken;
};

} // namespace pyunbox

#endif
