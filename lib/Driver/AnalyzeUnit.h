//===- AnalyzeUnit.h - from a compile command to signatures ----*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_ANALYZEUNIT_H
#define PYUNBOX_DRIVER_ANALYZEUNIT_H

#include "Cache/UnitArchive.h"

#include <functional>

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

/// Does the same for units with one sharing key (parseUnits, whose remarks on
/// processes hold here): \p Found is called in the process of the unit, which
/// is told by its place in \p Commands; \p Wanted has one set for each.
void analyzeTogether(
    const std::vector<CompileCommand> &Commands, const std::string &BaseDir,
    const FunctionIndex &Others,
    const std::vector<std::set<WrapperUse>> &Wanted,
    const std::function<void(std::size_t, const UnitAnalysis &)> &Found);

} // namespace pyunbox

#endif
