//===- FunctionShape.h - a function, however it is called ------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_FUNCTIONSHAPE_H
#define PYUNBOX_INFERENCE_FUNCTIONSHAPE_H

#include "Inference/GraphGaps.h"
#include "Inference/Values.h"
#include "clang/Analysis/CFG.h"

#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace clang {
class FunctionDecl;
class ParentMap;
class VarDecl;
} // namespace clang

namespace pyunbox {
class UnitContext;

/// What a function's definition says by itself. Calls that are followed ask for
/// it again and again, so each part is found out once, when it is asked for.
class FunctionShape {
public:
  /// \p Function has a body, whose unit is \p Unit.
  FunctionShape(const clang::FunctionDecl *Function, const UnitContext &Unit);
  ~FunctionShape();
  FunctionShape(const FunctionShape &) = delete;

  /// The local variables for which no value is tracked (escapingVariables).
  std::set<const clang::VarDecl *> Escaping;
  bool MayRunForever = false;
  /// All that stands in constant initializers of static variables: the graph
  /// lists it, but it is not executed.
  std::set<const clang::Stmt *> StaticInits;
  /// The arrays' names in front of subscripts, and those that are unpacked
  /// into.
  std::set<const clang::Stmt *> ElementBases;

  const std::optional<GraphGap> &gap() const;
  /// Null if Clang cannot make one.
  const clang::CFG *graph() const;
  /// Its blocks, in the order in which to visit them.
  const std::vector<const clang::CFGBlock *> &order() const;
  const clang::ParentMap &parents() const;
  /// Whether expressions are nested so deeply that passes that recurse into
  /// them cannot.
  bool isDeep() const;
  /// The number that \p E is wherever it is evaluated; Plain if it is none.
  const Value &constant(const clang::Expr *E) const;
  /// Whether constant() has said that \p E is none.
  bool isNoConstant(const clang::Expr *E) const;

  /// What the body does with a parameter.
  struct ParameterUses {
    bool IsOnlyPassedOn = false;
    /// Places among the arguments of the callees, which may be unknown (null).
    std::vector<std::pair<const clang::FunctionDecl *, unsigned>> PassedTo;
  };
  const ParameterUses &uses(unsigned Parameter) const;

private:
  const clang::FunctionDecl *Function;
  const UnitContext &Unit;
  mutable std::optional<std::optional<GraphGap>> Gap;
  mutable std::optional<std::unique_ptr<clang::CFG>> Graph;
  mutable std::vector<const clang::CFGBlock *> Order;
  mutable std::unique_ptr<clang::ParentMap> Parents;
  mutable std::map<unsigned, ParameterUses> Uses;
  mutable std::optional<bool> Deep;
  mutable std::unordered_map<const clang::Expr *, Value> Constants;
};

/// Whether parameter \p Index of \p F may be NULL: no visible body uses it but
/// to pass it on as such a one.
bool isUnusedParameter(const clang::FunctionDecl *F, unsigned Index,
                       const UnitContext &Unit);

} // namespace pyunbox

#endif
