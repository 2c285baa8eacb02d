//===- Residual.h - what is left of a wrapper without objects --*- C++ -*-===//
//
// Makes the body of an adapter or specialized entry: the wrapper's own text
// with parameters in place of unboxing, C values in place of boxing, and a
// bail-out in place of every error. Or, if the entry is to raise itself, with
// the errors as they are, and the C value stored where the caller wants it in
// place of boxing. Each replaced expression has, under the
// guards, the value that the interpreter has proved for it, so the entry
// computes in lockstep with the wrapper; statements that are never reached
// under the guards are left out.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_RESIDUAL_H
#define PYUNBOX_INFERENCE_RESIDUAL_H

#include "Inference/Proof.h"

namespace pyunbox {
class UnitContext;

/// The name under which the emitted code returns the bail-out value.
inline constexpr std::string_view BailMacro = "PYUNBOX_BAIL";

/// What the entry returns.
struct Carrier {
  Result Returns; ///< its type is that of the entry's return
  bool CanBail;
};

/// A function to make an entry of: the wrapper, or one that does all its work.
struct Computation {
  const clang::FunctionDecl *Function; ///< a definition
  const BodyFacts &Facts;
  /// What the parameters are, other than objects that are gone in the entry;
  /// of the wrapper none is left.
  std::vector<Value> Bound = {};
  /// What raises stays as it is, and so does all else that the function does
  /// (Method::KeepsErrors).
  bool KeepsErrors = false;
};

/// The entry called \p Name that computes \p What, or the issue that stands
/// against copying it. The signature's arguments are \p Args.
std::variant<EntryCode, Issue> makeResidual(const Computation &What,
                                            const std::vector<Argument> &Args,
                                            const Carrier &Returns,
                                            const std::string &Name,
                                            const UnitContext &Unit);

} // namespace pyunbox

#endif
