//===- Edits.h - changes to a text ------------------------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_EDITS_H
#define PYUNBOX_REWRITE_EDITS_H

#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// Replaces the bytes from Begin to before End; an insertion if they are equal.
struct Edit {
  std::size_t Begin = 0;
  std::size_t End = 0;
  std::string Text;
};

/// Sorted by place, no two overlapping; insertions at one place keep the order
/// in which they stand here.
using EditList = std::vector<Edit>;

/// Puts \p Edits into the order that EditList asks for.
void sortEdits(EditList &Edits);

std::string applyEdits(std::string_view Content, const EditList &Edits);

} // namespace pyunbox

#endif
