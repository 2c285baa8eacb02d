//===- Memory.h - what becomes of the memory of arguments ------*- C++ -*-===//
//
// An entry may be handed other memory than the wrapper has: a copy, at another
// address, that is gone after the call. So a pointer into a text or buffer
// argument is followed wherever it goes, in the wrapper and the functions that
// it is passed to, over all of their code: what is done with it there must be
// reading, and nothing else.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_MEMORY_H
#define PYUNBOX_INFERENCE_MEMORY_H

#include "Inference/Proof.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;
struct UnitFacts;

/// What in \p Wrapper, of which \p P is the proof, stands against passing
/// memory of arguments to an entry.
std::optional<Issue> misuseOfMemory(const clang::FunctionDecl *Wrapper,
                                    const Proof &P, const UnitContext &Unit,
                                    EffectAnalysis &Effects);

/// Fills FunctionFacts::Reads of the functions that other units can call.
void addReadParameters(UnitFacts &Facts, const UnitContext &Unit,
                       EffectAnalysis &Effects);

} // namespace pyunbox

#endif
