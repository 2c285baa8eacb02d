//===- FunctionIndex.h - what is known of functions elsewhere --*- C++ -*-===//
//
// Joins the facts of several units, and what a user declares: what does a call
// of a function do that the calling unit does not define? What is assumed of
// units that are analysed together stands in docs/effects.md. Knows nothing of
// Clang.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_KNOWLEDGE_FUNCTIONINDEX_H
#define PYUNBOX_KNOWLEDGE_FUNCTIONINDEX_H

#include "Signature/FunctionFacts.h"

#include <map>
#include <set>

namespace pyunbox {

/// What a user says of a function that is not seen.
struct DeclaredFunction {
  std::vector<EffectKind> Effects;
  std::string File; ///< that says so
};

/// What a call of a function may do, all that it calls included.
struct FunctionSummary {
  std::map<EffectKind, FoundEffect> Effects;
  /// The declarations that this rests on, as Method::Trusts says them.
  std::set<std::string> Trusts;
};

class FunctionIndex {
public:
  FunctionIndex() = default;
  // It points into itself; a map that is moved keeps its elements in place.
  FunctionIndex(const FunctionIndex &) = delete;
  FunctionIndex(FunctionIndex &&) = default;

  /// Adds a unit, in the place of one of the same path.
  void add(UnitFacts Facts);
  void declare(const std::string &Symbol, DeclaredFunction Declared);

  /// Whether a user says what \p Symbol does.
  bool declares(const std::string &Symbol) const {
    return Declarations.contains(Symbol);
  }
  /// Whether a unit shows a definition of \p Symbol to others.
  bool defines(const std::string &Symbol) const {
    return External.contains(Symbol);
  }

  /// The path of the unit whose definition of \p Symbol the unit \p From
  /// reaches, which does not define it; or why there is none, as far as there
  /// is something to say.
  std::optional<std::string> unitOf(const std::string &Symbol,
                                    const std::string &From,
                                    std::string &WhyNot) const;

  struct Answer {
    std::optional<FunctionSummary> Known;
    /// Why nothing is known, if there is more to say than that.
    std::string WhyNot;
    /// Parameters through which it only reads, what it calls included.
    std::vector<ReadParameter> Reads;
    /// It returns NULL from each call, with an exception set.
    bool Raises = false;
  };
  /// What a call of \p Symbol does in the unit \p Caller, which does not define
  /// it. What nobody knows further down counts as EffectKind::UnknownCall.
  Answer effectsOf(const std::string &Symbol, const std::string &Caller) const;

private:
  struct Definition {
    const UnitFacts *Unit;
    const FunctionFacts *Function;
  };
  /// The one definition that a call of \p Symbol leads to from \p Unit (null:
  /// one that does not define it), for a module that \p Root belongs to; or why
  /// there is none.
  std::optional<Definition> resolve(const std::string &Symbol,
                                    const UnitFacts *Unit,
                                    const std::string &Root,
                                    std::string &WhyNot) const;
  /// What is said of \p Parameter of the function that \p Symbol leads to from
  /// \p Unit, if all that it is passed on to holds; \p Assumed does.
  const ReadParameter *findRead(const std::string &Symbol, unsigned Parameter,
                                const UnitFacts *Unit, const std::string &Root,
                                std::set<const ReadParameter *> &Assumed) const;
  bool isLinkedWith(const std::string &Root, const UnitFacts &Unit) const;

  std::map<std::string, UnitFacts> Units; ///< by path
  /// Definitions by symbol: in each unit, and those that others can call.
  std::map<const UnitFacts *, std::map<std::string, const FunctionFacts *>>
      Inside;
  std::map<std::string, std::vector<Definition>> External;
  std::map<std::string, DeclaredFunction> Declarations;
};

} // namespace pyunbox

#endif
