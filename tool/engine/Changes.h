//===- Changes.h - what rewrite does with what it has planned --*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_CHANGES_H
#define PYUNBOX_ENGINE_CHANGES_H

#include "Rewrite/Edits.h"

#include <set>
#include <string>
#include <vector>

namespace pyunbox {

/// One file that a rewrite changes or makes.
struct Change {
  std::string Path;     ///< absolute
  std::string Relative; ///< below the base folder
  std::string Hash;     ///< of the content that was analysed; "" of a new file
  std::string Content;  ///< that the edits apply to
  EditList Edits;       ///< none: --output-dir gets a copy
};

/// What to do with changes.
struct Application {
  enum class Mode { Diff, Check, DryRun, InPlace, OutputDir } How;
  std::string OutputDir;
  /// Also write the edits there, for clang-apply-replacements; may be "".
  std::string FixesFile;
  bool Quiet; ///< do not name what was written
};

/// Carries out \p Changes, those of headers before those of their includers;
/// returns the exit status. Errors have been printed.
int carryOut(const Application &To, const std::vector<Change> &Changes);

/// A makefile's rule: the files that \p Changes are written to depend on those
/// that were \p Read.
std::string dependencies(const Application &To,
                         const std::vector<Change> &Changes,
                         const std::set<std::string> &Read);

} // namespace pyunbox

#endif
