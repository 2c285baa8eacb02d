//===- Json.h - an analysis as JSON -----------------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_JSON_H
#define PYUNBOX_REPORT_JSON_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// \p A as a JSON report: sorted keys, methods in the order of their ids, no
/// time stamps. Equal analyses give equal bytes.
std::string toJson(const Analysis &A);

} // namespace pyunbox

#endif
