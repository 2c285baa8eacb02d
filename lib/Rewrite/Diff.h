//===- Diff.h - edits as a unified diff -------------------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_DIFF_H
#define PYUNBOX_REWRITE_DIFF_H

#include "Rewrite/Edits.h"

#include <string>
#include <string_view>

namespace pyunbox {

/// What \p Edits do to \p Content, for `patch -p1` and `git apply`. Empty if
/// they do nothing.
std::string unifiedDiff(std::string_view Path, std::string_view Content,
                        const EditList &Edits);

} // namespace pyunbox

#endif
