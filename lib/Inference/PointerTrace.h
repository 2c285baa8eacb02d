//===- PointerTrace.h - where pointers into memory go ----------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_POINTERTRACE_H
#define PYUNBOX_INFERENCE_POINTERTRACE_H

#include "Inference/Proof.h"

#include <set>

namespace pyunbox {
class EffectAnalysis;
class UnitContext;

/// A set of arguments, a bit for each.
using Mask = std::uint64_t;
inline constexpr Mask AnyArgument = ~Mask{0};

/// What was found of one function, given where its parameters point to.
struct Traced {
  bool Done = false;
  Mask Returned = 0;
  std::optional<Issue> Against;
  /// Functions of other units that get such a pointer, and as which parameter.
  std::set<std::pair<std::string, unsigned>> PassedOn;
};

/// Follows pointers into the memory of arguments over all code of the functions
/// that they reach in a unit: reading that memory is all that may be done with
/// them.
class PointerTracer {
public:
  /// What functions of other units do is either asked of \p Effects, or left
  /// open (Traced::PassedOn).
  PointerTracer(const UnitContext &Unit, EffectAnalysis &Effects,
                bool LeavesOthersOpen)
      : Unit(Unit), Effects(Effects), LeavesOthersOpen(LeavesOthersOpen) {}

  /// Heeds what the parsers of a wrapper and its helpers put where.
  void addParsers(const Proof &P);

  /// \p Parameters: the arguments that each parameter of \p F, which has a
  /// body, may point into. \p Facts are those of \p F where it is followed,
  /// else null.
  const Traced &trace(const clang::FunctionDecl *F, const BodyFacts *Facts,
                      const std::vector<Mask> &Parameters);

private:
  friend class BodyTracer;
  Mask parsedInto(const clang::VarDecl *Var) const {
    auto Found = Parsed.find(Var);
    return Found == Parsed.end() ? 0 : Found->second;
  }

  const UnitContext &Unit;
  EffectAnalysis &Effects;
  bool LeavesOthersOpen;
  /// The variables that parsers and their like put pointers into.
  std::map<const clang::VarDecl *, Mask> Parsed;
  std::map<std::tuple<const clang::FunctionDecl *, const BodyFacts *,
                      std::vector<Mask>>,
           Traced>
      Known;
  unsigned Depth = 0;
};

} // namespace pyunbox

#endif
