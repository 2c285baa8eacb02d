//===- SwigHelpers.h - functions that SWIG writes --------------*- C++ -*-===//
//
// SWIG writes its helpers into each file that it makes. One unpacks arguments
// in a loop, whose rounds are not told apart; so it is known by name, and by
// its text.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_SWIGHELPERS_H
#define PYUNBOX_INFERENCE_SWIGHELPERS_H

#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class FunctionDecl;
class SourceLocation;
} // namespace clang

namespace pyunbox {

/// Whether \p F is a function of the unit that SwigHelpers.def lists, with the
/// type and the text that are known, in which all names mean what Python's
/// headers say: \p IsPythons says of a place whether it is in one of them.
bool isSwigHelper(const clang::FunctionDecl *F,
                  llvm::function_ref<bool(clang::SourceLocation)> IsPythons);

} // namespace pyunbox

#endif
