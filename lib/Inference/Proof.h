//===- Proof.h - what the interpreter found out about a wrapper -*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_PROOF_H
#define PYUNBOX_INFERENCE_PROOF_H

#include "Inference/Effects.h"
#include "Inference/Reasons.h"
#include "Inference/Tables.h"
#include "Inference/Values.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <algorithm>
#include <memory>
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
  FastCallKeywords,
  OfCData ///< of no method: C data, at any time
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

/// A form that is assumed, or none; knows whether it mattered which.
class AssumedForm {
public:
  AssumedForm &operator=(CallForm Form) {
    Assumed = std::move(Form);
    Heeded = false;
    return *this;
  }
  explicit operator bool() const { return Assumed.has_value(); }
  const CallForm *operator->() const {
    Heeded = true;
    return &*Assumed;
  }
  /// Whether anything was asked of the form.
  bool isHeeded() const { return Heeded; }

private:
  std::optional<CallForm> Assumed;
  mutable bool Heeded = false;
};

/// A wrapper to be analysed, and under which assumptions.
struct WrapperTask {
  const clang::FunctionDecl *Wrapper; ///< a definition
  Convention Calls;
  /// Unset: an argument parser is expected to say how many arguments there are.
  AssumedForm Form = {};
  /// The type that each argument has exactly, as far as it is assumed.
  std::map<unsigned, PythonType> Exactly = {};
};

/// What stands against typing.
struct Issue {
  ReasonCode Code;
  std::string Message;
  clang::SourceLocation Where;
  friend bool operator==(const Issue &, const Issue &) = default;
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
  /// Other types of objects are turned away, whatever unboxes them.
  std::optional<PythonType> Demanded;
};

/// A call that unboxes into variables: which gets what of which argument.
struct ParseSite {
  enum class Part { Whole, Length, View };
  struct Target {
    const clang::VarDecl *Var;
    unsigned Index;
    Part What = Part::Whole;
  };
  std::vector<Target> Targets;
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

/// Values of expressions.
using ValueMap = llvm::DenseMap<const clang::Expr *, Value>;

/// A return statement and what is known there.
struct FoundReturn {
  const clang::ReturnStmt *Statement;
  Value Returned;
  State Before;
};

struct BodyFacts;

/// A call that was followed into its function.
struct FollowedCall {
  const clang::FunctionDecl *Callee = nullptr; ///< the definition
  /// What the parameters are bound to.
  std::vector<Value> Args;
  std::shared_ptr<BodyFacts> Inside;
  bool Seen = false; ///< the rest is known
  /// An object goes in or comes out: no entry can make this call.
  bool OfObjects = false;
  /// It counts as a call of an implementation.
  bool IsImplementation = false;
  /// It ends with an exception set, whatever else it does.
  bool Raises = false;
  /// All that the call does, if it comes to nothing but assignments to the
  /// caller's variables and a known result.
  struct Summary {
    std::vector<std::pair<const clang::VarDecl *, Value>> Assigned;
    Value Returned;
    friend bool operator==(const Summary &, const Summary &) = default;
  };
  std::optional<Summary> Does;

  /// The effects that are left of the call in an entry.
  const EffectSet &effects() const;
};

/// What was found of one function in one place of its use: of the wrapper, or
/// of a function that it calls and that was followed.
struct BodyFacts {
  std::vector<FoundReturn> Returns;
  /// Some path ends in an error that the function itself returns as NULL.
  bool BailsOut = false;
  /// Of all reachable code, and of all but the calls of implementations, as far
  /// as an entry makes them: without objects there are no calls of the API.
  EffectSet AllEffects, OwnEffects;
  /// Of the code as it stands.
  EffectSet EffectsAsWritten;

  /// Every statement and variable that some execution reaches, and all
  /// statements of the control-flow graph (which has none that do nothing).
  std::set<const clang::Stmt *> Reached, InGraph;
  std::set<const clang::VarDecl *> Declared;
  std::map<const clang::CallExpr *, ParseSite> Parses;
  /// Values of expressions, over all executions.
  ValueMap Values = ValueMap();
  /// The variables and members that are named where the buffers of these
  /// arguments may have been released.
  std::map<const clang::Expr *, std::uint64_t> AfterRelease;
  /// What the calls through pointers call; null if that varies.
  std::map<const clang::CallExpr *, const clang::FunctionDecl *> Resolved;
  std::map<const clang::CallExpr *, FollowedCall> Followed;

  /// The function's own code may go in circles.
  bool Loops = false;
  /// Calls of functions that may, and are not followed.
  std::set<const clang::CallExpr *> LoopingCalls;
  /// Whether that may happen in it or what was followed, but for \p Site.
  bool loopsBeside(const clang::CallExpr *Site) const;

  /// The value of \p E in this function and all that were followed from here.
  Value valueOf(const clang::Expr *E) const;
  /// The function that \p Call calls wherever it is reached, else null.
  const clang::FunctionDecl *calleeOf(const clang::CallExpr *Call) const;
  /// Calls \p Do with these facts and those of all followed calls.
  void forEachFunction(llvm::function_ref<void(const BodyFacts &)> Do) const;
};

/// The outcome of interpreting a wrapper under its guards.
struct Proof : BodyFacts {
  std::vector<Issue> Issues; ///< empty iff the proof holds
  std::vector<FoundArgument> Args;
  unsigned NumRequired = 0;
  /// Format units whose variable is missing in the call: their arguments cannot
  /// be passed (the interpreter would write through a stray pointer).
  bool DroppedUnits = false;

  /// An argument parser is called, understood or not.
  bool ParserCalled = false;
  std::optional<ParameterList> Unpacked;
  /// The arguments whose type is tested, and all types that the arguments are
  /// unboxed from.
  std::set<unsigned> TypeTested;
  std::map<unsigned, std::set<PythonType>> UnboxedFrom;
  /// The arguments whose reference count is changed.
  std::set<unsigned> Counted;
  /// Other threads run while the wrapper computes.
  bool ReleasesGil = false;
  /// The wrapper decides by hand what an omitted argument means: the statements
  /// that the facts are about are not those of all calls.
  bool SeveralForms = false;
};

} // namespace pyunbox

#endif
