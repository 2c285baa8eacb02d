//===- AnalyzeUnit.h - from a compile command to signatures ----*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_ANALYZEUNIT_H
#define PYUNBOX_DRIVER_ANALYZEUNIT_H

#include "Frontend/ParseUnit.h"
#include "Knowledge/FunctionIndex.h"
#include "Signature/Method.h"

#include <compare>
#include <functional>

namespace pyunbox {

/// A wrapper as a table of another unit uses it.
struct WrapperUse {
  std::string Symbol; ///< the linker's
  std::int64_t Flags = 0;
  friend auto operator<=>(const WrapperUse &, const WrapperUse &) = default;
};

struct UnitAnalysis {
  Unit Result;
  /// The main file as it was analysed; empty if the unit failed.
  std::string Content;
  /// Symbols of the functions that were asked for in other units.
  std::set<std::string> Asked;
  /// The methods that only lack their wrapper's definition, by their place.
  std::map<std::size_t, WrapperUse> Elsewhere;
  /// What was found of the wrappers that other units' tables use.
  std::map<WrapperUse, Method> ForOthers;
};

/// Runs all passes over one translation unit, with what \p Others knows of
/// functions that it does not define, and over the wrappers in it that \p
/// Wanted asks for. Paths below \p BaseDir (absolute, may be "") are reported
/// relative to it.
UnitAnalysis analyzeUnit(const CompileCommand &Command,
                         const std::string &BaseDir,
                         const FunctionIndex &Others,
                         const std::set<WrapperUse> &Wanted = {});

/// Analyses units that are linked together, in the order given: verdicts know
/// what functions of the other units do. \p Begin is called before each unit.
std::vector<UnitAnalysis>
analyzeUnits(const std::vector<CompileCommand> &Commands,
             const std::string &BaseDir, FunctionIndex Known,
             const std::function<void(const CompileCommand &)> &Begin);

} // namespace pyunbox

#endif
