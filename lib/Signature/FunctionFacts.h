//===- FunctionFacts.h - what a unit shows of its functions ----*- C++ -*-===//
//
// Plain data, keyed by the linker's symbols, so that the facts of several units
// can be joined: most implementations live in another file than their wrapper.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_SIGNATURE_FUNCTIONFACTS_H
#define PYUNBOX_SIGNATURE_FUNCTIONFACTS_H

#include "Signature/Location.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// What a function may do beyond computing (EffectKinds.def).
enum class EffectKind {
#define PYUNBOX_EFFECT(Kind, Name, Meaning) Kind,
#include "Signature/EffectKinds.def"
};

/// The names of the kinds in reports and declarations, in their order.
inline constexpr auto EffectNames = std::to_array<std::string_view>({
#define PYUNBOX_EFFECT(Kind, Name, Meaning) Name,
#include "Signature/EffectKinds.def"
});

std::string_view spelling(EffectKind Kind);
std::optional<EffectKind> findEffectKind(std::string_view Name);

/// An effect, and what shows it.
struct FoundEffect {
  EffectKind Kind = EffectKind::UnknownCall;
  std::string What;
  Location Where;

  friend bool operator==(const FoundEffect &, const FoundEffect &) = default;
};

struct FoundCall {
  std::string Symbol;
  Location Where;

  friend bool operator==(const FoundCall &, const FoundCall &) = default;
};

/// A parameter, counted from 0, through which memory is only read, and that is
/// kept nowhere and decides nothing by its value.
struct ReadParameter {
  struct Passed {
    std::string Symbol; ///< of a function of another unit
    unsigned Parameter = 0;

    friend bool operator==(const Passed &, const Passed &) = default;
  };

  unsigned Parameter = 0;
  bool Returned = false; ///< the result may point into that memory
  /// All this holds if it does of the parameters that this is passed on as, and
  /// if those are not returned.
  std::vector<Passed> PassedOn = {};

  friend bool operator==(const ReadParameter &,
                         const ReadParameter &) = default;
};

/// What the body of one function shows: its own effects, and whom it calls.
struct FunctionFacts {
  /// The doubt of a unit that more than one command compiles.
  static constexpr std::string_view SeveralWays =
      "it is compiled in several ways";

  std::string Symbol;
  /// Other units can call it.
  bool External = false;
  /// Why a call of Symbol may lead to another definition; "" if it does not.
  std::string Doubt;
  std::vector<FoundEffect> Effects; ///< at most one of each kind
  std::vector<FoundCall> Calls;     ///< at most one of each symbol
  std::vector<ReadParameter> Reads; ///< if other units can call it
  /// It returns NULL from each call, with an exception set; if other units can
  /// call it.
  bool Raises = false;

  friend bool operator==(const FunctionFacts &,
                         const FunctionFacts &) = default;
};

/// A file that a unit was read from.
struct SourceFile {
  std::string Path;
  std::string Hash; ///< contentHash of its text
};

/// The functions of one unit.
struct UnitFacts {
  std::string Path; ///< that of the unit
  /// The main file and all that it includes, but for system and Python headers.
  std::vector<SourceFile> Sources;
  /// What the unit alone makes of the units it is linked with: "PyInit_spam" of
  /// a module, "main" of a program; "" for a unit that any of them may have.
  std::string Program;
  std::vector<FunctionFacts> Functions;
};

} // namespace pyunbox

#endif
