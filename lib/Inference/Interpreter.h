//===- Interpreter.h - abstract interpretation of a wrapper ----*- C++ -*-===//
//
// Runs a wrapper symbolically over its control-flow graph, under the assumption
// that its arguments pass the guards: each has exactly the Python type, and
// lies in the range of the C type, that its converter asks for. Under it
// conversions succeed and run no Python code. States are joined where paths
// meet, so the work is bounded by the size of the wrapper and not by its number
// of paths. Calls that objects are passed to are followed, within bounds.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_INTERPRETER_H
#define PYUNBOX_INFERENCE_INTERPRETER_H

#include "Inference/Proof.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;
struct UnitFacts;

/// Interprets the wrapper of \p Task. Never fails: what is not understood is an
/// issue of the proof.
Proof interpret(const WrapperTask &Task, const UnitContext &Unit,
                EffectAnalysis &Effects);

/// Fills FunctionFacts::Raises of functions that take C data.
void addRaisingFunctions(UnitFacts &Facts, const UnitContext &Unit,
                         EffectAnalysis &Effects);

} // namespace pyunbox

#endif
