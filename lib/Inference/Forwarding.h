//===- Forwarding.h - wrappers that only pass on ---------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_FORWARDING_H
#define PYUNBOX_INFERENCE_FORWARDING_H

#include "Inference/Proof.h"

namespace pyunbox {
class UnitContext;
struct ResultType;

/// The one call that a wrapper consists of.
struct ForwardedCall {
  const clang::FunctionDecl *Callee = nullptr;
  const clang::CallExpr *Site = nullptr;
  /// If the callee was followed since it boxes its result itself: what was
  /// found of it.
  const BodyFacts *Inside = nullptr;
  /// What each parameter of the callee gets: a Param, a Number or Real, or Self
  /// where the callee does not look at it. Anything, if it was followed.
  std::vector<Value> Args;
  /// What the callee returns, and what becomes of it.
  Result Returns;

  friend bool operator==(const ForwardedCall &A, const ForwardedCall &B) {
    return A.Callee == B.Callee && A.Args == B.Args;
  }
};

/// The function that the wrapper calls exactly once on every path to a result,
/// or null.
const clang::FunctionDecl *implementationOf(const Proof &P);

/// Set iff the wrapper, where it returns a result at all, has done nothing but
/// unbox its arguments, pass them and constants on, and box what came back.
std::optional<ForwardedCall>
forwardedCall(const Proof &P, const ResultType &Type, const UnitContext &Unit);

/// Set iff the wrapper, where it returns at all, returns what one followed call
/// returns, an error included: the wrapper is that function, called with what
/// its parameters are bound to.
std::optional<ForwardedCall> followedForward(const Proof &P,
                                             const ResultType &Type);

/// Whether the call \p Site, made once, is all that \p Wrapper consists of.
bool isAllOf(const clang::FunctionDecl *Wrapper, const clang::CallExpr *Site);

/// Whether the followed function of \p Call gets C values only.
bool isOfCValues(const ForwardedCall &Call);

/// Whether calling the implementation in place of the wrapper is the same:
/// nothing else has an effect, and no path ends in an error of the wrapper.
bool isAllThereIs(const ForwardedCall &Call, const Proof &P,
                  const UnitContext &Unit);

/// Whether the call can be written with parameters of the arguments' types.
bool canBeWritten(const ForwardedCall &Call, const UnitContext &Unit);

/// Whether \p Call passes all arguments and nothing else, in order.
bool isInOrder(const ForwardedCall &Call, const std::vector<Argument> &Args);

/// Whether another file, which has \p Wrapper in a table, can make \p Call, of
/// all that it passes in order, by the function's symbol alone.
bool isCallableElsewhere(const ForwardedCall &Call,
                         const clang::FunctionDecl *Wrapper);

/// The entry \p Name with parameters \p Args that makes \p Call.
EntryCode forwardingEntry(const ForwardedCall &Call,
                          const std::vector<Argument> &Args,
                          const std::string &Name, const UnitContext &Unit);

} // namespace pyunbox

#endif
