//===- ExitCode.h - what the exit status says ------------------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_EXITCODE_H
#define PYUNBOX_ENGINE_EXITCODE_H

namespace pyunbox {

enum ExitCode : int {
  Clean = 0,
  ToolFailed = 1,  ///< bad arguments, unreadable or unwritable files
  Pending = 2,     ///< --check: changes are pending, or likely bugs were found
  UnitsFailed = 3, ///< some translation units did not parse
  /// `unit` only, for the launcher: there is nothing to rewrite.
  NothingToDo = 10,
};

} // namespace pyunbox

#endif
