//===- Verdict.h - how a typed method may be called ------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_VERDICT_H
#define PYUNBOX_INFERENCE_VERDICT_H

#include "Inference/Proof.h"

namespace pyunbox {
class UnitContext;
struct MinedRow;

/// Sets Effect and PyPy of \p M. A method is called unboxed only if its entry
/// has no observable effect at all. A bail-out is then sound wherever it
/// happens, and so is computing a result twice.
void decideCall(const Proof &P, const MinedRow &Row, const UnitContext &Unit,
                Method &M);

} // namespace pyunbox

#endif
