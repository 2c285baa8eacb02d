//===- Summary.h - an analysis in numbers -----------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_SUMMARY_H
#define PYUNBOX_REPORT_SUMMARY_H

#include "Signature/Method.h"

#include <map>
#include <string>

namespace pyunbox {

struct Summary {
  unsigned Units = 0;
  unsigned UnitsFailed = 0;
  unsigned Methods = 0;
  unsigned Typed = 0;
  unsigned Rejected = 0;
  /// Typed methods by kind of entry, all kinds present.
  std::map<std::string, unsigned> ByEntry;
  /// Typed methods by how PyPy may call them, all ways present.
  std::map<std::string, unsigned> ByWay;
  /// Rejected methods by reason code; only codes that occurred.
  std::map<std::string, unsigned> ByReason;
};

Summary summarize(const Analysis &A);

} // namespace pyunbox

#endif
