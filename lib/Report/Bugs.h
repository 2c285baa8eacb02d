//===- Bugs.h - reasons that are bugs of the extension ---------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_BUGS_H
#define PYUNBOX_REPORT_BUGS_H

#include <span>
#include <string_view>

namespace pyunbox {

/// The reason codes that the registry calls bugs (Reasons.def), sorted.
std::span<const std::string_view> bugCodes();
bool isBug(std::string_view Code);

} // namespace pyunbox

#endif
