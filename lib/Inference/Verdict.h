//===- Verdict.h - how a typed method may be called ------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_VERDICT_H
#define PYUNBOX_INFERENCE_VERDICT_H

#include "Inference/Proof.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;
struct MinedRow;

/// Sets Effect, PyPy and CPython of \p M. A method is called directly only if
/// its entry has no observable effect at all: a bail-out is then sound wherever
/// it happens, and so is computing a result twice. Others are called on PyPy by
/// entries that take the GIL and raise themselves. CPython holds the GIL; so
/// where the entry is the one call that the wrapper consists of (\p Forwards),
/// which never bails out, it may use state, too.
void decideCall(const Proof &P, const MinedRow &Row, const UnitContext &Unit,
                bool Forwards, EffectAnalysis &Analysis, Method &M);

/// Two things that stand against the same, each of which may be "".
std::string both(const std::string &First, const std::string &Second);

} // namespace pyunbox

#endif
