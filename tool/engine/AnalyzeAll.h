//===- AnalyzeAll.h - the analysis as a command asks for it ----*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_ANALYZEALL_H
#define PYUNBOX_ENGINE_ANALYZEALL_H

#include "CommandLine.h"
#include "Progress.h"

#include "Cache/UnitArchive.h"

namespace pyunbox {

/// Analyses the units of \p In, which is then used up, in its order.
std::vector<UnitAnalysis> analyzeAll(Inputs &In, Progress &Show);

} // namespace pyunbox

#endif
