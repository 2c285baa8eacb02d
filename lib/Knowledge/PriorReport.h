//===- PriorReport.h - facts from the report of an earlier run -*- C++ -*-===//
#ifndef PYUNBOX_KNOWLEDGE_PRIORREPORT_H
#define PYUNBOX_KNOWLEDGE_PRIORREPORT_H

#include "Knowledge/FunctionIndex.h"

namespace pyunbox {

/// Adds to \p To the facts of all units in the JSON report \p Path, or in the
/// reports that a folder of that name holds. A unit of which a file has changed
/// is left out. Relative paths are below \p BaseDir. Returns a line for each
/// report and unit that is left out, and never fails: without a report less is
/// known, and that is all.
std::vector<std::string> readPriorReports(const std::string &Path,
                                          const std::string &BaseDir,
                                          FunctionIndex &To);

} // namespace pyunbox

#endif
