//===- ReadReport.h - a JSON report back into the model ---------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_READREPORT_H
#define PYUNBOX_REPORT_READREPORT_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// Reads the JSON report \p Path; throws JsonError. toJson of the result gives
/// the same report. What a report does not hold stays unset: the kind of C
/// types that are no plain ones, and where and how rows are rewritten.
Analysis readReport(const std::string &Path);

} // namespace pyunbox

#endif
