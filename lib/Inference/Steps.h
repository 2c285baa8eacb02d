//===- Steps.h - a proof, or its failure, told step by step ----*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_STEPS_H
#define PYUNBOX_INFERENCE_STEPS_H

#include "Inference/Proof.h"

namespace pyunbox {
class UnitContext;

/// Where the wrapper of \p P unboxes \p Args, calls, boxes and returns, in the order in
/// which it does so; functions that were followed stand behind their calls.
std::vector<Remark> stepsOf(const Proof &P, const std::vector<Argument> &Args,
                            const UnitContext &Unit);

/// The decisions on a shortest way from the beginning of \p Wrapper to
/// \p Where, which may lie in a function that was followed; empty if there are
/// none.
std::vector<Remark> stepsTo(clang::SourceLocation Where,
                            const clang::FunctionDecl *Wrapper, const Proof &P,
                            const UnitContext &Unit);

} // namespace pyunbox

#endif
