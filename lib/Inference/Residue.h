//===- Residue.h - which of a wrapper's code an entry keeps ----*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_RESIDUE_H
#define PYUNBOX_INFERENCE_RESIDUE_H

#include "Inference/Residual.h"
#include "Inference/TextEdits.h"

#include <optional>

namespace pyunbox {

/// What is known of each piece of a function's code under the guards: whether
/// it is reached, what it is, and whether anything of it has to stay when the
/// objects are gone. Changes nothing.
class Residue {
public:
  Residue(const Computation &What, const std::vector<Argument> &Args,
          const UnitContext &Unit)
      : What(What), Facts(What.Facts), Args(Args), Unit(Unit) {}

protected:
  ~Residue() = default;

  /// Whether \p Parameter has a value that an entry can say.
  bool isBound(const clang::ParmVarDecl *Parameter) const;
  bool isReached(const clang::Stmt *S) const;
  Value valueOf(const clang::Expr *E) const;
  /// A variable that holds the method's result: all it is ever given is NULL or
  /// boxed values.
  bool isResultVariable(const clang::VarDecl *Var) const;
  bool isDroppedVariable(const clang::VarDecl *Var) const;
  /// A call of the API that stays as it is.
  bool isKept(const clang::CallExpr *Call) const;
  /// \p E computes nothing that is left in the entry.
  bool isPureObjectCode(const clang::Expr *E) const;
  /// ... nor does \p S, and control goes through it.
  bool isGone(const clang::Stmt *S) const;
  /// All that the call does, if it was followed and that can be said.
  const FollowedCall::Summary *followed(const clang::CallExpr *Call) const;
  /// Whether \p Call is left as assignments to variables.
  bool assigns(const clang::CallExpr *Call) const;
  /// The call in `parse(&x) < 0` that assigns, if all else in \p Condition may
  /// be left out; else null.
  const clang::CallExpr *lonelyParse(const clang::Expr *Condition) const;
  /// The assignment in `(x = f(a)) == -1 && PyErr_Occurred()`, if all else in
  /// \p Condition may be left out; else null.
  const clang::Expr *lonelyAssignment(const clang::Expr *Condition) const;
  /// The use of a macro that is nothing but \p S, or that and a semicolon.
  std::optional<Span> macroOf(const clang::Stmt *S) const;

  const Computation &What;
  const BodyFacts &Facts;
  const std::vector<Argument> &Args;
  const UnitContext &Unit;
};

} // namespace pyunbox

#endif
