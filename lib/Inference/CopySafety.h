//===- CopySafety.h - what must not be copied ------------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_COPYSAFETY_H
#define PYUNBOX_INFERENCE_COPYSAFETY_H

#include <optional>

namespace clang {
class FunctionDecl;
}

namespace pyunbox {
struct Issue;
class UnitContext;

/// Why a copy of the body of \p Wrapper, under another name and in another
/// place, could mean something else than the body does; nothing if all it
/// stands on is the same there.
std::optional<Issue> whyNotCopied(const clang::FunctionDecl *Wrapper,
                                  const UnitContext &Unit);

/// Whether \p Function has attributes that may change how it is compiled.
bool hasAttributesOfItsOwn(const clang::FunctionDecl *Function,
                           const UnitContext &Unit);

} // namespace pyunbox

#endif
