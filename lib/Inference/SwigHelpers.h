//===- SwigHelpers.h - functions that SWIG writes --------------*- C++ -*-===//
//
// SWIG writes its helpers into each file that it makes. One unpacks arguments
// in a loop, whose rounds are not told apart; so it is known by name, and by
// its text.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_SWIGHELPERS_H
#define PYUNBOX_INFERENCE_SWIGHELPERS_H

#include <set>
#include <string>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace pyunbox {

/// Whether \p F is a function of the unit that SwigHelpers.def lists, with the
/// text that is known, in which no name but a parameter's is in
/// \p ProjectMacros: the names of macros that are not the system's or Python's.
bool isSwigHelper(const clang::FunctionDecl *F,
                  const std::set<std::string> &ProjectMacros);

} // namespace pyunbox

#endif
