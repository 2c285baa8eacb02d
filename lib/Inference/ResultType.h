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
  Result Returns;
  BailOut Bail = BailOut::Never;
  BailNumber BailValue = std::int64_t{0};
};
ResultType resultTypeOf(const Proof &P, const UnitContext &Unit);

/// The converter that the call \p Boxing applies.
const Converter *boxingConverter(const clang::CallExpr *Boxing,
                                 const UnitContext &Unit);

/// The function that the wrapper calls exactly once on every path to a result,
/// or null.
const clang::FunctionDecl *implementationOf(const Proof &P);

/// The result of calling the implementation in place of the wrapper: set iff
/// the wrapper does nothing but unbox its arguments, pass them on in order, and
/// box what comes back.
std::optional<Result> directResult(const Proof &P,
                                   const std::vector<Argument> &Args,
                                   const ResultType &Type,
                                   const UnitContext &Unit);

} // namespace pyunbox

#endif
