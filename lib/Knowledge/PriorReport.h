//===- PriorReport.h - facts from the report of an earlier run -*- C++ -*-===//
#ifndef PYUNBOX_KNOWLEDGE_PRIORREPORT_H
#define PYUNBOX_KNOWLEDGE_PRIORREPORT_H

#include "Knowledge/FunctionIndex.h"

namespace pyunbox {

/// What was made of the reports of an earlier run.
struct PriorReports {
  /// A line for each report and unit that is left out.
  std::vector<std::string> Notes;
  /// The reports all of whose units are as they were.
  std::vector<std::string> Whole;
};

/// Adds to \p To the facts of all units in the JSON report \p Path, or in the
/// reports that a folder of that name holds. A unit of which a file has changed
/// is left out. Relative paths are below \p BaseDir. Never fails: without a
/// report less is known, and that is all.
PriorReports readPriorReports(const std::string &Path,
                              const std::string &BaseDir, FunctionIndex &To);

} // namespace pyunbox

#endif
