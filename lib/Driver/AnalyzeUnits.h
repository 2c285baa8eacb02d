//===- AnalyzeUnits.h - many units, and what is known of them --*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_ANALYZEUNITS_H
#define PYUNBOX_DRIVER_ANALYZEUNITS_H

#include "Driver/AnalyzeUnit.h"

#include <functional>

namespace pyunbox {
class UnitCache;

struct RunOptions {
  unsigned Jobs = 1;          ///< units analysed at a time, at least 1
  UnitCache *Cache = nullptr; ///< null: none
  /// Called as the work on a unit begins.
  std::function<void(const CompileCommand &)> Begin = {};
};

/// Analyses units that are linked together: verdicts know what functions of the
/// other units do. The results are in the order of \p Commands, whatever the
/// options.
std::vector<UnitAnalysis>
analyzeUnits(const std::vector<CompileCommand> &Commands,
             const std::string &BaseDir, FunctionIndex Known,
             const RunOptions &Options);

/// analyzeUnit, or what \p Cache (may be null) knows of it.
UnitAnalysis analyzeUnitCached(const CompileCommand &Command,
                               const std::string &BaseDir,
                               const FunctionIndex &Others, UnitCache *Cache);

} // namespace pyunbox

#endif
