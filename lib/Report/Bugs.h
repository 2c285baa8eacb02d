//===- Bugs.h - reasons that are bugs of the extension ---------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_BUGS_H
#define PYUNBOX_REPORT_BUGS_H

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace pyunbox {
struct Method;

/// The reason codes that the registry calls bugs (Reasons.def), sorted.
std::span<const std::string_view> bugCodes();
bool isBug(std::string_view Code);

/// The codes of what should be mended in \p M whatever becomes of its types,
/// without what comments say is known.
std::set<std::string> bugsOf(const Method &M);

} // namespace pyunbox

#endif
