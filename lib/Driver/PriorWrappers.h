//===- PriorWrappers.h - wrappers that an earlier run has seen --*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_PRIORWRAPPERS_H
#define PYUNBOX_DRIVER_PRIORWRAPPERS_H

#include "Cache/UnitArchive.h"

namespace pyunbox {

/// Has rows of \p Unit whose wrappers other units define called as the reports
/// \p Paths say of the same rows, if these may be called otherwise than boxed
/// (docs/decisions/0013-wrappers-in-other-files.md). Nothing that the reports
/// rest on may have changed. \p Index has their facts. Returns a line for each
/// report that cannot be read.
std::vector<std::string>
adoptPriorWrappers(const std::vector<std::string> &Paths,
                   const FunctionIndex &Index, UnitAnalysis &Unit);

} // namespace pyunbox

#endif
