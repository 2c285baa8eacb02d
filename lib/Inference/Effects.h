//===- Effects.h - what a function does beyond computing -------*- C++ -*-===//
//
// Facts about the functions of one unit, bottom-up over the call graph. The
// analysis is pessimistic: what it has not seen has every effect.
//
// Why no effect is needed for reading and writing through pointers: an entry
// gets scalars only, so a pointer to memory that others see must come from a
// variable of static storage, from a call, or from an integer, and each of
// those is an effect by itself.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_EFFECTS_H
#define PYUNBOX_INFERENCE_EFFECTS_H

#include "clang/Basic/SourceLocation.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class CallExpr;
class FunctionDecl;
class Stmt;
class ValueDecl;
} // namespace clang

namespace pyunbox {
class UnitContext;

enum class EffectKind {
  PythonApi,    ///< calls the Python API or names one of its objects
  UnknownCall,  ///< calls a function whose body is not seen
  ProcessState, ///< hidden state of the process, input and output
  State,        ///< mutable variables of static storage
  Errno,        ///< the errno variable
  Volatile,     ///< volatile memory that is not a local variable
  Throws,       ///< may throw a C++ exception
  Forbidden,    ///< setjmp, alloca, inline assembly, computed goto
  Identity,     ///< another compiler may see other code
  MayTrap,      ///< may fault: division, memory through pointers
  MayLoop,      ///< may not terminate
};
inline constexpr std::size_t NumEffectKinds = 11;

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
  /// Adds \p Other; true if anything is new.
  bool join(const EffectSet &Other);

  /// The first effect that somebody else could notice, or that could notice
  /// others: nothing of this kind may precede a bail-out.
  const Evidence *observable() const;

private:
  std::array<std::optional<Evidence>, NumEffectKinds> Found;
};

/// The effects of the functions of one unit.
class EffectAnalysis {
public:
  explicit EffectAnalysis(const UnitContext &Unit) : Unit(Unit) {}

  /// Effects of a call of \p F, transitively.
  const EffectSet &of(const clang::FunctionDecl *F);
  /// Effects of evaluating \p S itself, its operands excluded. A call has the
  /// effects of its callee.
  EffectSet ofNode(const clang::Stmt *S);

private:
  struct Local {
    EffectSet Effects;
    std::vector<const clang::FunctionDecl *> Callees;
  };
  const Local &local(const clang::FunctionDecl *F);
  void addNode(const clang::Stmt *S, Local &To);
  void addVariable(const clang::ValueDecl *D, clang::SourceLocation Where,
                   EffectSet &To) const;
  void addCall(const clang::FunctionDecl *Callee, clang::SourceLocation Where,
               Local &To);

  const UnitContext &Unit;
  std::map<const clang::FunctionDecl *, Local> Locals;
  std::map<const clang::FunctionDecl *, EffectSet> Summaries;
};

} // namespace pyunbox

#endif
