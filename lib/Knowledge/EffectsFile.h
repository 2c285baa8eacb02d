//===- EffectsFile.h - a user's word on library functions ------*- C++ -*-===//
//
// Reads what docs/effects.md describes.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_KNOWLEDGE_EFFECTSFILE_H
#define PYUNBOX_KNOWLEDGE_EFFECTSFILE_H

#include "Knowledge/FunctionIndex.h"

namespace pyunbox {

inline constexpr unsigned EffectsSchemaVersion = 1;

/// Adds the declarations in \p Path to \p To; throws JsonError, \p To then
/// being what it was.
void readEffectsFile(const std::string &Path, FunctionIndex &To);

} // namespace pyunbox

#endif
