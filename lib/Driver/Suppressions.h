//===- Suppressions.h - NOPYUNBOX comments in a source ---------*- C++ -*-===//
//
//   {"f", f, METH_O, NULL}, // NOPYUNBOX                 leave f alone
//   {"g", g, METH_O, NULL}, // NOPYUNBOX(self-used): ... g's refusal is known
//
// A comment counts for the methods whose row, wrapper or wrapper's name begins
// on its line, or on the next one if nothing stands before it.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_DRIVER_SUPPRESSIONS_H
#define PYUNBOX_DRIVER_SUPPRESSIONS_H

#include "Signature/Method.h"

#include <string_view>

namespace pyunbox {

/// Applies the comments in \p Content, that of \p File, to the methods of \p U.
/// Those that change nothing, or name no reason code, become warnings
/// among its diagnostics.
void applySuppressions(std::string_view Content, const std::string &File,
                       Unit &U);

} // namespace pyunbox

#endif
