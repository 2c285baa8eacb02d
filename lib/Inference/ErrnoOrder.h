//===- ErrnoOrder.h - is errno set before it is looked at -------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_ERRNOORDER_H
#define PYUNBOX_INFERENCE_ERRNOORDER_H

namespace clang {
class FunctionDecl;
}

namespace pyunbox {
class EffectAnalysis;
class UnitContext;

/// Whether \p F, or a function that it calls, may look at errno before anything
/// in it has set errno, in the order of the source.
bool mayReadStaleErrno(const clang::FunctionDecl *F, EffectAnalysis &Effects,
                       const UnitContext &Unit);

} // namespace pyunbox

#endif
