//===- Proof.h - what the interpreter found out about a wrapper -*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_PROOF_H
#define PYUNBOX_INFERENCE_PROOF_H

#include "Inference/Effects.h"
#include "Inference/Reasons.h"
#include "Inference/Tables.h"
#include "Inference/Values.h"

#include <set>

namespace clang {
class Expr;
class FunctionDecl;
class ReturnStmt;
class Stmt;
} // namespace clang

namespace pyunbox {

/// Calling conventions, from the METH_ flags.
enum class Convention {
  O,
  NoArgs,
  VarArgs,
  VarArgsKeywords,
  FastCall,
  FastCallKeywords
};

/// A wrapper to be analysed.
struct WrapperTask {
  const clang::FunctionDecl *Wrapper; ///< a definition
  Convention Calls;
  /// For hand-counted arguments: the number passed. Unset: an argument parser
  /// is expected to say how many there are.
  std::optional<unsigned> NumArgs;
};

/// What stands against typing.
struct Issue {
  ReasonCode Code;
  std::string Message;
  clang::SourceLocation Where;
};

/// An argument as far as the wrapper shows it.
struct FoundArgument {
  std::string Name;
  bool Keyword = false;
  const Converter *UnboxedBy = nullptr;
  std::optional<DefaultValue> Default;
};

/// A call of an argument parser: which variable gets which argument.
struct ParseSite {
  std::vector<std::pair<const clang::VarDecl *, unsigned>> Targets;
};

/// A return statement and what is known there.
struct FoundReturn {
  const clang::ReturnStmt *Statement;
  Value Returned;
  State Before;
};

/// The outcome of interpreting a wrapper under its guards.
struct Proof {
  std::vector<Issue> Issues; ///< empty iff the proof holds
  std::vector<FoundArgument> Args;
  unsigned NumRequired = 0;
  /// Format units whose variable is missing in the call: their arguments cannot
  /// be passed (the interpreter would write through a stray pointer).
  bool DroppedUnits = false;
  std::vector<FoundReturn> Returns;
  /// Of all reachable code, and of all but the calls of implementations.
  EffectSet AllEffects, OwnEffects;

  /// Every statement and variable that some execution reaches.
  std::set<const clang::Stmt *> Reached;
  std::set<const clang::VarDecl *> Declared;
  std::map<const clang::CallExpr *, ParseSite> Parses;
  /// An argument parser is called, understood or not.
  bool ParserCalled = false;
  /// Values of expressions at their last evaluation.
  std::map<const clang::Expr *, Value> Values;
  /// Some path ends in an error of the wrapper's own.
  bool BailsOut = false;
};

} // namespace pyunbox

#endif
