//===- Verdict.h - how a typed method may be called ------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_VERDICT_H
#define PYUNBOX_INFERENCE_VERDICT_H

#include "Inference/Proof.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;
struct MinedRow;

/// Sets Effect, PyPy and CPython of \p M, whatever its row is. A method is
/// called directly only if its entry has no observable effect at all: a
/// bail-out is then sound wherever it happens, and so is computing a result
/// twice; returns whether that is so. Others are called once, with the GIL, by
/// code that raises itself: on PyPy what runs no Python code, on CPython, which
/// holds the GIL anyway, whatever returns. \p HasPlace: the row's file is one
/// where an entry can stand.
bool decideCall(const Proof &P, const clang::FunctionDecl *Wrapper,
                bool HasPlace, const UnitContext &Unit,
                EffectAnalysis &Analysis, Method &M);

/// The macro of the project that has the name of a keyword of generated code,
/// in words; "" if there is none.
std::string metKeyword(const UnitContext &Unit);

/// What \p Row and the unit around it have against entries.
RowObstacles obstaclesOf(const MinedRow &Row, const UnitContext &Unit);

/// Has \p M called boxed where something of its row is against more.
void heed(const RowObstacles &Against, Method &M);

/// Two things that stand against the same, each of which may be "".
std::string both(const std::string &First, const std::string &Second);

} // namespace pyunbox

#endif
