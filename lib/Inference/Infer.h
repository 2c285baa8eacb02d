//===- Infer.h - from a table row to a signature ---------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_INFER_H
#define PYUNBOX_INFERENCE_INFER_H

#include "Signature/Method.h"

namespace pyunbox {
class ConfigurationAnalysis;
class EffectAnalysis;
class UnitContext;
struct MinedRow;

/// Proves the signature of the method of \p Row, or rejects it with a reason.
/// \p EntryName is the name of the C function to make, unique in the unit.
Method inferMethod(const MinedRow &Row, const std::string &EntryName,
                   const UnitContext &Unit, EffectAnalysis &Effects,
                   ConfigurationAnalysis &Configurations);

} // namespace pyunbox

#endif
