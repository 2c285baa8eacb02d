//===- Edits.cpp - changes to a text ----------------------------*- C++ -*-===//

#include "Rewrite/Edits.h"

#include <algorithm>
#include <cassert>

namespace pyunbox {

void sortEdits(EditList &Edits) {
  // A stable insertion sort: there are few edits, mostly in order.
  auto Before = [](const Edit &A, const Edit &B) { return A.Begin < B.Begin; };
  for (auto It = Edits.begin(); It != Edits.end(); ++It)
    std::rotate(std::upper_bound(Edits.begin(), It, *It, Before), It, It + 1);
}

std::string applyEdits(std::string_view Content, const EditList &Edits) {
  std::string Result;
  std::size_t Copied = 0;
  for (const Edit &E : Edits) {
    assert(Copied <= E.Begin && E.Begin <= E.End && E.End <= Content.size());
    Result += Content.substr(Copied, E.Begin - Copied);
    Result += E.Text;
    Copied = E.End;
  }
  Result += Content.substr(Copied);
  return Result;
}

} // namespace pyunbox
