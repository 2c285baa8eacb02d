//===- Forms.h - the proof over all ways of calling ------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_FORMS_H
#define PYUNBOX_INFERENCE_FORMS_H

#include "Inference/Proof.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;

/// Interprets the wrapper of \p Task. A wrapper that looks at the number of its
/// arguments, or at their types, is interpreted once for each number or set of
/// parameters that it may get, and for the types that it unboxes; the proof is
/// the one for the longest list of arguments, and holds for the others with
/// defaults in place of what they leave out. On return \p Task says under which
/// assumptions the proof stands.
Proof prove(WrapperTask &Task, const UnitContext &Unit,
            EffectAnalysis &Effects);

} // namespace pyunbox

#endif
