//===- ResultType.h - what a wrapper returns, as C -------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_RESULTTYPE_H
#define PYUNBOX_INFERENCE_RESULTTYPE_H

#include "Inference/Proof.h"

namespace pyunbox {
class UnitContext;

/// What the results of all paths have in common, and how an entry that computes
/// them says that it bails out.
struct ResultType {
  std::optional<Issue> Against; ///< why there is none
  Result Returns; ///< its type is what the results are converted to
  CType Carrier;  ///< what an entry that may bail out returns
  BailOut Bail = BailOut::Never;
  BailNumber BailValue = std::int64_t{0};
};
ResultType resultTypeOf(const Proof &P, const UnitContext &Unit);

/// The C value that the call \p Boxing boxes, if it is one.
const clang::Expr *boxedOperand(const clang::CallExpr *Boxing);

/// What the tuple holds that the call \p Boxing makes, which boxes its operands
/// behind the first.
std::vector<ResultItem> boxedItems(const clang::CallExpr *Boxing);

/// The converter that the call \p Boxing applies, if it makes one scalar.
const Converter *boxingConverter(const clang::CallExpr *Boxing,
                                 const BodyFacts &P, const UnitContext &Unit);

} // namespace pyunbox

#endif
