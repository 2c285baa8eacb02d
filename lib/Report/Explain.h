//===- Explain.h - why one method is typed, or is not -----------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_EXPLAIN_H
#define PYUNBOX_REPORT_EXPLAIN_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// The verdict of \p M and the steps behind it, as a compiler shows a message
/// and its notes, with the source line of each.
std::string explain(const Method &M, bool Color);

} // namespace pyunbox

#endif
