//===- AnalyzeUnit.h - from a compile command to signatures ----*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_ANALYZEUNIT_H
#define PYUNBOX_DRIVER_ANALYZEUNIT_H

#include "Cache/UnitArchive.h"

namespace pyunbox {

/// What reports call the file of \p Command.
std::string reportedPath(const CompileCommand &Command,
                         const std::string &BaseDir);

/// Runs all passes over one translation unit, with what \p Others knows of
/// functions that it does not define, and over the wrappers in it that \p
/// Wanted asks for. Paths below \p BaseDir (absolute, may be "") are reported
/// relative to it.
UnitAnalysis analyzeUnit(const CompileCommand &Command,
                         const std::string &BaseDir,
                         const FunctionIndex &Others,
                         const std::set<WrapperUse> &Wanted = {});

} // namespace pyunbox

#endif
