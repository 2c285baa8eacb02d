//===- Proof.h - what the interpreter found out about a wrapper -*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_PROOF_H
#define PYUNBOX_INFERENCE_PROOF_H

#include "Inference/Effects.h"
#include "Inference/Reasons.h"
#include "Inference/Tables.h"
#include "Inference/Values.h"

#include <algorithm>
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

/// One way to pass arguments to a wrapper that looks at their number itself.
struct CallForm {
  unsigned Positional = 0; ///< how many are passed by place
  /// The parameters that are passed by keyword.
  std::set<unsigned> ByKeyword = {};

  unsigned numParameters() const {
    return ByKeyword.empty() ? Positional
                             : std::max(Positional, *ByKeyword.rbegin() + 1);
  }
  bool isGiven(unsigned Index) const {
    return Index < Positional || ByKeyword.contains(Index);
  }
};

/// A wrapper to be analysed, and under which assumptions.
struct WrapperTask {
  const clang::FunctionDecl *Wrapper; ///< a definition
  Convention Calls;
  /// Unset: an argument parser is expected to say how many arguments there are.
  std::optional<CallForm> Form = {};
  /// The type that each argument has exactly, as far as it is assumed.
  std::map<unsigned, PythonType> Exactly = {};
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
  bool KeywordOnly = false;
  bool Parsed = false; ///< Keyword and KeywordOnly are known
  const Converter *UnboxedBy = nullptr;
  /// What the typed call's guard tests for.
  PythonType Guard = PythonType::None;
  std::optional<DefaultValue> Default;
};

/// A call of an argument parser: which variable gets which argument.
struct ParseSite {
  std::vector<std::pair<const clang::VarDecl *, unsigned>> Targets;
};

/// What a wrapper says of its parameters to a parser that hands the objects
/// back in order (_PyArg_UnpackKeywords).
struct ParameterList {
  std::vector<std::string> Names; ///< "" for those that have only a place
  unsigned LeastPositional = 0, MostPositional = 0, LeastKeywordOnly = 0;

  bool isRequired(unsigned Index) const {
    return Index < LeastPositional ||
           (Index >= MostPositional &&
            Index < MostPositional + LeastKeywordOnly);
  }
  friend bool operator==(const ParameterList &,
                         const ParameterList &) = default;
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
  std::optional<ParameterList> Unpacked;
  /// The arguments whose type is tested, and all types that the arguments are
  /// unboxed from.
  std::set<unsigned> TypeTested;
  std::map<unsigned, std::set<PythonType>> UnboxedFrom;
  /// Values of expressions at their last evaluation.
  std::map<const clang::Expr *, Value> Values;
  /// Some path ends in an error of the wrapper's own.
  bool BailsOut = false;
  /// Other threads run while the wrapper computes.
  bool ReleasesGil = false;
  /// The wrapper decides by hand what an omitted argument means: the statements
  /// that the facts are about are not those of all calls.
  bool SeveralForms = false;
};

} // namespace pyunbox

#endif
