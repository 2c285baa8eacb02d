//===- Entries.h - adapters and specialized entries as C code ---*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_ENTRIES_H
#define PYUNBOX_REWRITE_ENTRIES_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// The declaration of \p M's entry function, in whole lines.
std::string entryPrototype(const Method &M, bool IsCxx);

/// The definition of \p M's entry function, in whole lines. Around it
/// PYUNBOX_BAIL stands for the bail-out value.
std::string entryDefinition(const Method &M, bool IsCxx);

/// What generated code calls the place for item \p Index of a tuple that is
/// returned.
std::string itemName(std::size_t Index);

} // namespace pyunbox

#endif
