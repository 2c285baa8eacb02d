//===- TableScan.h - could this source hold a method table? ----*- C++ -*-===//
//
// Most files of most builds have no method table. Finding that out must cost
// next to nothing, so this reads text and does not preprocess.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_LAUNCHER_TABLESCAN_H
#define PYUNBOX_LAUNCHER_TABLESCAN_H

#include <string>

namespace pyunbox::launcher {

struct TableScan {
  /// The source can be read.
  bool Readable = false;
  /// PyMethodDef stands in its text, or in that of a fragment it includes by a
  /// quoted name relative to itself, at any depth.
  bool MentionsTable = false;
  /// The source may include itself. A rewritten copy would then include the
  /// original, or itself: neither is what was written.
  bool MayIncludeItself = false;
  /// It was rewritten before, and includes pyunbox's own headers.
  bool IncludesHeaders = false;
};

TableScan scanForTables(const std::string &Source);

} // namespace pyunbox::launcher

#endif
