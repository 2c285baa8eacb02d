//===- Suppressions.h - NOPYUNBOX comments in a source ---------*- C++ -*-===//
//
//   {"f", f, METH_O, NULL}, // NOPYUNBOX                 leave f alone
//   {"g", g, METH_O, NULL}, // NOPYUNBOX(self-used): ... g's refusal is known
//
// A comment counts for the methods whose row or wrapper begins on its line, or
// on the next one if the line holds nothing else.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_DRIVER_SUPPRESSIONS_H
#define PYUNBOX_DRIVER_SUPPRESSIONS_H

#include "Signature/Method.h"

#include <string_view>

namespace pyunbox {

/// Applies the comments in \p Content, the main file of \p U, to the unit's
/// methods. Those that change nothing, or name no reason code, become warnings
/// among its diagnostics.
void applySuppressions(std::string_view Content, Unit &U);

} // namespace pyunbox

#endif
