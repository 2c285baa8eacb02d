//===- AnalyzeUnit.h - from a compile command to signatures ----*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_ANALYZEUNIT_H
#define PYUNBOX_DRIVER_ANALYZEUNIT_H

#include "Frontend/ParseUnit.h"
#include "Signature/Method.h"

namespace pyunbox {

struct UnitAnalysis {
  Unit Result;
  /// The main file as it was analysed; empty if the unit failed.
  std::string Content;
};

/// Runs all passes over one translation unit. Paths below \p BaseDir (absolute,
/// may be "") are reported relative to it.
UnitAnalysis analyzeUnit(const CompileCommand &Command,
                         const std::string &BaseDir);

} // namespace pyunbox

#endif
