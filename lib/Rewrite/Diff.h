//===- Diff.h - edits as a unified diff -------------------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_DIFF_H
#define PYUNBOX_REWRITE_DIFF_H

#include "Rewrite/Edits.h"

#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// What edits do to one text, which must outlive this.
class UnifiedDiff {
public:
  UnifiedDiff(std::string_view Path, std::string_view Content);
  /// For `patch -p1` and `git apply`. Empty if \p Edits do nothing.
  std::string of(const EditList &Edits) const;

private:
  std::string Path;
  std::string_view Content;
  std::vector<std::string_view> Lines;
  std::vector<std::size_t> Offsets; ///< of the lines, and the text's end
};

/// The same for a file of \p Content that is not there yet.
std::string newFileDiff(std::string_view Path, std::string_view Content);

} // namespace pyunbox

#endif
