//===- Configurations.h - reports of several builds as one -----*- C++ -*-===//
#ifndef PYUNBOX_REPORT_CONFIGURATIONS_H
#define PYUNBOX_REPORT_CONFIGURATIONS_H

#include "Signature/Method.h"

#include <string>
#include <variant>
#include <vector>

namespace pyunbox {

/// A report, and what people know it by.
struct NamedReport {
  std::string Name;
  Analysis Report;
};

/// One analysis of builds of the same sources with different flags, each told
/// in one of \p Reports. A method that some have and others have not, or that
/// they do not agree about, gets a warning that names the reports; of different
/// verdicts the typed one is kept, because it is what there is to look at. What
/// is said of a unit's functions holds in no configuration for sure, and is
/// marked so. Returns instead what is wrong: a source that has changed between
/// the reports, or decisions that contradict each other.
std::variant<Analysis, std::string>
mergeConfigurations(std::vector<NamedReport> Reports);

} // namespace pyunbox

#endif
