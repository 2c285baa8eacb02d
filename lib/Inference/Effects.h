//===- Effects.h - what a function does beyond computing -------*- C++ -*-===//
//
// Facts about the functions of one unit, bottom-up over the call graph. What
// the unit does not define is asked of the index of other units. The analysis
// is pessimistic: what nobody has seen has every effect.
//
// Why no effect is needed for reading and writing through pointers: a pointer
// to memory that others see must come from a variable of static storage, from a
// call, or from an integer, and each of those is an effect by itself; or it is
// a text or buffer argument, and then Memory.h is about it.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_EFFECTS_H
#define PYUNBOX_INFERENCE_EFFECTS_H

#include "Signature/FunctionFacts.h"
#include "clang/AST/Mangle.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"

#include <array>
#include <map>
#include <memory>
#include <set>

namespace clang {
class CallExpr;
class FunctionDecl;
class Stmt;
class ValueDecl;
} // namespace clang

namespace pyunbox {
class FunctionIndex;
class UnitContext;

/// What shows an effect.
struct Evidence {
  std::string What;
  clang::SourceLocation Where;
};

/// A set of effects, each with its first evidence.
class EffectSet {
public:
  bool has(EffectKind Kind) const { return evidence(Kind).has_value(); }
  const std::optional<Evidence> &evidence(EffectKind Kind) const {
    return Found[static_cast<std::size_t>(Kind)];
  }
  void add(EffectKind Kind, Evidence E);
  void join(const EffectSet &Other);
  bool isEmpty() const;

  /// The first effect that somebody else could notice, or that could notice
  /// others: nothing of this kind may precede a bail-out.
  const Evidence *observable() const;

  /// The user's declarations that this rests on.
  std::set<std::string> Trusts;
  /// A function of another unit of the project is among what was gone over.
  bool OfOtherUnits = false;

private:
  std::array<std::optional<Evidence>, EffectNames.size()> Found;
};

/// Whether \p Call sets an exception by a message that asks objects for theirs,
/// which may run Python code, or that may be no UTF-8: PyPy ends the process
/// when such an exception is fetched.
bool needsMoreToRaise(const clang::CallExpr *Call, const UnitContext &Unit);

/// The effects of the functions of one unit.
class EffectAnalysis {
public:
  /// \p Path is that of the unit in the index \p Others.
  EffectAnalysis(const UnitContext &Unit, const FunctionIndex &Others,
                 std::string Path);

  /// Effects of a call of \p F, transitively.
  const EffectSet &of(const clang::FunctionDecl *F);
  /// Effects of evaluating \p S itself, its operands excluded. A call has the
  /// effects of its callee.
  const EffectSet &ofNode(const clang::Stmt *S);

  /// What is known of parameter \p Index of \p F, which the unit does not
  /// define; nothing if it may do more than read.
  std::optional<ReadParameter> readElsewhere(const clang::FunctionDecl *F,
                                             unsigned Index);

  /// Whether \p F, which the unit does not define, returns NULL from each call,
  /// with an exception set.
  bool raisesElsewhere(const clang::FunctionDecl *F);

  /// What this unit shows to others of its functions.
  UnitFacts facts();
  /// The name by which the linker knows \p F.
  std::string symbolOf(const clang::FunctionDecl *F) const;
  /// The linker's names of all functions and variables that the unit defines,
  /// those that others do not see included.
  std::set<std::string> ownSymbols() const;
  /// The definition of \p Symbol that other units can call, or null.
  const clang::FunctionDecl *shownDefinition(const std::string &Symbol);
  /// The symbols of all functions that were asked for elsewhere.
  const std::set<std::string> &asked() const { return Asked; }

private:
  struct Local {
    EffectSet Effects;
    std::vector<std::pair<const clang::FunctionDecl *, clang::SourceLocation>>
        Callees;
    /// Functions that the unit does not define.
    std::vector<std::pair<const clang::FunctionDecl *, clang::SourceLocation>>
        Elsewhere;
  };
  const Local &local(const clang::FunctionDecl *F);
  void addNode(const clang::Stmt *S, Local &To);
  void addVariable(const clang::ValueDecl *D, clang::SourceLocation Where,
                   EffectSet &To) const;
  void addCall(const clang::FunctionDecl *Callee, clang::SourceLocation Where,
               Local &To);
  /// The effects of \p Facts.Elsewhere, as the index knows them.
  EffectSet elsewhere(const Local &Facts);
  FunctionFacts factsOf(const clang::FunctionDecl *F);

  const UnitContext &Unit;
  const FunctionIndex &Others;
  std::string Path;
  mutable clang::ASTNameGenerator Names;
  std::set<std::string> Asked;
  std::map<std::string, const clang::FunctionDecl *> Shown;
  std::map<const clang::FunctionDecl *, Local> Locals;
  std::map<const clang::FunctionDecl *, EffectSet> Summaries;
  std::map<const clang::FunctionDecl *, bool> Raising; ///< elsewhere
  /// Null for those without effects, which most are.
  llvm::DenseMap<const clang::Stmt *, std::unique_ptr<EffectSet>> OfNodes;
};

} // namespace pyunbox

#endif
