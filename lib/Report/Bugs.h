//===- Bugs.h - reasons that are bugs of the extension ---------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_BUGS_H
#define PYUNBOX_REPORT_BUGS_H

#include <span>
#include <string_view>

namespace pyunbox {

/// The reason codes of what is wrong in the boxed function, too: it should be
/// mended even if nobody wants the method typed. Sorted.
std::span<const std::string_view> bugCodes();
bool isBug(std::string_view Code);

} // namespace pyunbox

#endif
