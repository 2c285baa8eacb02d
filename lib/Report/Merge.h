//===- Merge.h - several reports as one -------------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_MERGE_H
#define PYUNBOX_REPORT_MERGE_H

#include "Signature/Method.h"

#include <optional>
#include <string>
#include <vector>

namespace pyunbox {

/// Adds the units of \p From to \p To, which stays sorted by path: the order
/// of merges makes no difference. A unit that both have must be the same in
/// both, but for decisions that only one of them has; if not, that of \p From
/// counts where it \p IsNewer and is about the same modules, and its path is
/// added to \p Replaced. Returns what is wrong.
std::optional<std::string> merge(Analysis From, Analysis &To, bool IsNewer,
                                 std::vector<std::string> &Replaced);

} // namespace pyunbox

#endif
